import { bufferSource } from './byte-source';
import { PdfDocument } from './document';
import { pdfReference, type PdfDictionary, type PdfObject } from './objects';

const MAX_OBJECTS = 2_000;

/**
 * Whether a small PDF draws with transparency: a soft mask, an opacity below one, a transparency group. PDF/A-1 has none
 * of them (ISO 19005-1 §6.4). What cannot be read is nothing that is seen through.
 */
export function usesTransparency(picture: Buffer): boolean {
  const opened = PdfDocument.open(bufferSource(picture));
  if (!opened.ok) return false;
  const document = opened.value;
  const last = Math.min(document.nextObjectNumber, MAX_OBJECTS);
  for (let number = 1; number < last; number += 1) {
    const object = document.resolve(pdfReference(number));
    const dictionary = object.kind === 'stream' ? object.dictionary : object;
    if (dictionary.kind === 'dictionary' && isTransparent(document, dictionary)) return true;
  }
  return false;
}

function isTransparent(document: PdfDocument, dictionary: PdfDictionary): boolean {
  const entry = (key: string): PdfObject => document.get(dictionary, key);
  const mask = entry('SMask').kind;
  const isBelowOne = (key: string): boolean => {
    const value = entry(key);
    return value.kind === 'number' && value.value < 1;
  };
  const group = entry('Group');
  const kind = group.kind === 'dictionary' ? document.get(group, 'S') : undefined;
  const isGroup = kind?.kind === 'name' && kind.value === 'Transparency';
  // An ExtGState may say /SMask /None; everything else under that key is a mask.
  return mask === 'stream' || mask === 'dictionary' || isBelowOne('ca') || isBelowOne('CA') || isGroup;
}
