import type { ByteSource } from './byte-source';
import { PdfDocument } from './document';
import { readTail } from './file-ends';
import { pdfRefusals, PdfRefused } from './refusals';

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
