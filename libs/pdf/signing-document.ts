import type { ByteSource } from './byte-source';
import { PdfDocument } from './document';
import { readTail } from './file-ends';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { signatureRestrictions } from './signature-restrictions';

/**
 * Opens a file that is going to be signed: complete, with a sound index, not encrypted.
 *
 * @throws PdfRefused `PDF_EMPTY`, `PDF_NOT_A_PDF`, `PDF_TRUNCATED`, `PDF_DAMAGED_XREF`, `PDF_ENCRYPTED`, and bounds
 */
export function openForSigning(source: ByteSource): PdfDocument {
  const opened = PdfDocument.open(source);
  if (!opened.ok && opened.refusal.code !== pdfRefusals.DAMAGED.code) throw new PdfRefused(opened.refusal);
  if (!readTail(source).isComplete) throw new PdfRefused(pdfRefusals.TRUNCATED());
  if (!opened.ok || opened.value.isRebuilt) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
  if (opened.value.isEncrypted) throw new PdfRefused(pdfRefusals.ENCRYPTED());
  return opened.value;
}

const NO_CHANGES = 'DocMDP, P 1 (ISO 32000-2 §12.8.2.2, table 257)';

/**
 * Gives up where an earlier signature forbids that another follows, with the rule's name.
 *
 * @throws PdfRefused `PDF_CERTIFIED_AGAINST_CHANGES`
 */
export function refuseWhereFrozen(document: PdfDocument): void {
  if (signatureRestrictions(document).level !== 1) return;
  throw new PdfRefused(pdfRefusals.CERTIFIED_AGAINST_CHANGES({ rule: NO_CHANGES }));
}
