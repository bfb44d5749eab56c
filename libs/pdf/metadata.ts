import type { PdfDocument } from './document';
import { attempt, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { decodeText } from './text-string';

const MAX_XMP_BYTES = 4 * 1024 * 1024;

/** The title of the document information dictionary (ISO 32000-1 §14.3.3); `null` without one, or where locked. */
export function titleOf(document: PdfDocument): string | null {
  if (document.isLocked) return null;
  const information = document.resolve(document.trailer.entries.get('Info'));
  const title = information.kind === 'dictionary' ? decodeText(document.get(information, 'Title')) : null;
  return title === null || title.trim() === '' ? null : title;
}

/**
 * The level of PDF/A that the file claims in its XMP metadata, such as `PDF/A-2b` (ISO 19005-2 §6.6.4); `null` if it
 * claims none or the metadata cannot be read. A claim is a declaration, not conformance.
 */
export function pdfaClaimOf(document: PdfDocument): string | null {
  const xmp = attempt(() => {
    const metadata = document.get(document.catalog, 'Metadata');
    return metadata.kind === 'stream' ? document.streamData(metadata).subarray(0, MAX_XMP_BYTES) : null;
  });
  if (!xmp.ok) {
    if (xmp.refusal.code === pdfRefusals.DECODED_TOO_LARGE.code) throw new PdfRefused(xmp.refusal);
    return null;
  }
  const text = xmp.value?.toString('utf8') ?? '';
  const part = propertyOf(text, 'part', '\\d');
  if (part === undefined) return null;
  return `PDF/A-${part}${(propertyOf(text, 'conformance', '[A-Za-z]') ?? '').toLowerCase()}`;
}

/** XMP writes a simple property as an element or as an attribute (ISO 16684-1 §7.4, §7.9.2.2). */
function propertyOf(xmp: string, name: string, value: string): string | undefined {
  const pattern = new RegExp(`pdfaid:${name}(?:\\s*=\\s*["']|\\s*>)\\s*(${value})\\s*["'<]`);
  return pattern.exec(xmp)?.[1];
}
