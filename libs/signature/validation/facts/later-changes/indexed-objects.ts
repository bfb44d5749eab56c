import type { PdfDocument } from '@libro-firma/pdf';

const MAX_BYTES = 32 * 1024 * 1024;
const HEADER = /(?<![0-9])\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/g;

/**
 * True when every object that stands in the appended bytes is one that the appended indexes name. Objects that no
 * index names are there for readers that search the file instead of following its index: they would see another
 * document.
 */
export function hasOnlyIndexedObjects(document: PdfDocument, end: number): boolean {
  const { source } = document;
  if (source.size - end > MAX_BYTES) return false;
  const offsets = new Set<number>();
  for (const section of document.sections.filter(({ offset }) => offset >= end)) {
    // The stream that is an index need not name itself.
    if (section.style === 'stream') offsets.add(section.offset);
    for (const number of section.objectNumbers()) {
      const entry = section.lookup(number);
      if (entry?.type === 'offset') offsets.add(entry.offset);
    }
  }
  const appended = source.read(end, source.size - end).toString('latin1');
  for (const match of appended.matchAll(HEADER)) if (!offsets.has(end + match.index)) return false;
  return true;
}
