import type { ByteSource, PdfDocument, XrefSection } from '@libro-firma/pdf';
import type { ChangeLog } from './change-kinds';

const CHUNK_BYTES = 1024 * 1024;
const OVERLAP = 32;
const HEADER = /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/g;

/**
 * What the bytes of one appended revision hold besides what its index names. Objects that no index names, and indexes
 * with two views, are there for readers that do not read as others do: they would see another document.
 *
 * @param document the file up to the end of the revision
 * @param start end of the revision before
 */
export function examineAppended(document: PdfDocument, start: number, log: ChangeLog): void {
  const sections = document.sections.filter(({ offset }) => offset >= start);
  if (document.isRebuilt || sections.length === 0) log.add('INDEX_DAMAGED');
  if (sections.some(({ trailer }) => trailer.entries.has('XRefStm'))) log.add('INDEX_WITH_TWO_VIEWS');
  if (!hasOnlyIndexedObjects(document, sections, start)) log.add('OBJECTS_OUTSIDE_INDEX');
}

/**
 * A number that is written twice is no harm where the index names the last one: who searches the file finds the same.
 */
function hasOnlyIndexedObjects(
  { source }: PdfDocument,
  sections: readonly XrefSection[],
  start: number,
): boolean {
  const offsets = new Set<number>();
  for (const section of sections) {
    // The stream that is an index need not name itself.
    if (section.style === 'stream') offsets.add(section.offset);
    for (const number of section.objectNumbers()) {
      const entry = section.lookup(number);
      if (entry?.type === 'offset') offsets.add(entry.offset);
    }
  }
  return [...lastHeaders(source, start).values()].every((offset) => isIndexed(source, offsets, offset));
}

/** Some writers have the index point at the end-of-line before the object. */
function isIndexed(source: ByteSource, offsets: ReadonlySet<number>, offset: number): boolean {
  if (offsets.has(offset)) return true;
  const before = /[\0\t\n\f\r ]*$/.exec(source.read(offset - 4, 4).toString('latin1'))?.[0].length ?? 0;
  for (let back = 1; back <= before; back += 1) if (offsets.has(offset - back)) return true;
  return false;
}

/** Offset of the last `n g obj` of each number in the appended bytes. */
function lastHeaders(source: ByteSource, start: number): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (let position = start; position < source.size; position += CHUNK_BYTES) {
    const from = Math.max(start, position - OVERLAP);
    const text = source.read(from, position + CHUNK_BYTES - from).toString('latin1');
    for (const match of text.matchAll(HEADER)) {
      const isCutOff = match.index === 0 && from > start;
      if (!isCutOff) last.set(Number(match[1]), from + match.index);
    }
  }
  return last;
}
