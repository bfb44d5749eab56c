import { bufferSource } from './byte-source';
import { ObjectCopier } from './copy-objects';
import { PdfDocument } from './document';
import type { Increment } from './increment';
import { pdfArray, pdfDictionary, pdfName, pdfNumber, type PdfObject, type PdfReference } from './objects';
import type { Matrix } from './page-frame';
import { pageEntry } from './page-tree';
import { damaged, PdfRefused } from './pdf-refused';

const MAX_APPEARANCE_BYTES = 4 * 1024 * 1024;

/**
 * Writes a one-page PDF as the look of a signature: a form XObject of the page's content, with its fonts and pictures
 * (ISO 32000-1 §8.10, §12.5.5), turned by `matrix`.
 *
 * @throws PdfRefused `PDF_DAMAGED` where it is no such PDF, or larger than 4 MiB
 */
export function writeAppearance(increment: Increment, picture: Buffer, matrix: Matrix): PdfReference {
  if (picture.length > MAX_APPEARANCE_BYTES) throw damaged('the look of the signature is too large');
  const opened = PdfDocument.open(bufferSource(picture));
  if (!opened.ok) throw new PdfRefused(opened.refusal);
  const document = opened.value;
  const page = document.page(0);
  if (!page) throw damaged('the look of the signature has no page');
  const content = document.get(page.dictionary, 'Contents');
  const streams = content.kind === 'array' ? content.items.map((item) => document.resolve(item)) : [content];
  const [stream, ...others] = streams;
  if (stream?.kind !== 'stream' || others.length > 0)
    throw damaged('the look of the signature is not one stream');
  const copier = new ObjectCopier(document, increment);
  const box = document.resolve(pageEntry(page, 'MediaBox'));
  const resources = document.resolve(pageEntry(page, 'Resources'));
  const entries: (readonly [string, PdfObject])[] = [
    ['Type', pdfName('XObject')],
    ['Subtype', pdfName('Form')],
    ['BBox', box],
    ['Matrix', pdfArray(matrix.map(pdfNumber))],
    ['Resources', resources.kind === 'dictionary' ? copier.copy(resources) : pdfDictionary([])],
  ];
  return copier.copyStream(stream, entries);
}
