import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from './byte-source';
import { inspectDocument, type PdfInspection } from './inspection';
import { attempt, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { openForSigning, refuseWhereFrozen } from './signing-document';

/** Active content that no act may have; the other kinds are told and left to the office to judge. */
const FORBIDDEN = ['JAVASCRIPT', 'LAUNCH_ACTION', 'XFA'] as const;

/**
 * The inspection of a file that may be signed, or the reason why not, each with its own code: `PDF_EMPTY`,
 * `PDF_NOT_A_PDF`, `PDF_TOO_LARGE`, `PDF_TRUNCATED`, `PDF_DAMAGED_XREF`, `PDF_DAMAGED`, `PDF_ENCRYPTED`,
 * `PDF_JAVASCRIPT`, `PDF_LAUNCH_ACTION`, `PDF_XFA`, `PDF_CERTIFIED_AGAINST_CHANGES`, `PDF_TOO_MANY_PAGES`,
 * `PDF_TOO_MANY_OBJECTS` and the other bounds.
 *
 * @standard ISO 32000-1 §7.5, §12.6, §12.8.2.2
 */
export function admitForSigning(source: ByteSource): Result<PdfInspection> {
  return attempt(() => {
    const document = openForSigning(source);
    const inspection = inspectDocument(document);
    if (document.isDamaged) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
    const forbidden = FORBIDDEN.find((content) => inspection.activeContent.includes(content));
    if (forbidden) throw new PdfRefused(pdfRefusals[forbidden]());
    refuseWhereFrozen(document);
    if (inspection.pageCount === 0) throw new PdfRefused(pdfRefusals.NO_PAGES());
    return inspection;
  });
}
