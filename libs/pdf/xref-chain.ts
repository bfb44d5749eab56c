import type { ObjectReader } from './object-reader';
import { integerOf } from './objects';
import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { readXrefStream } from './xref-stream';
import { readXrefTable } from './xref-table';
import type { XrefEntry, XrefSection } from './xref-section';

/** Sections up to this many entries are merged to one map; larger ones stay where they are. */
const SMALL_SECTION = 4096;

/**
 * All cross-reference sections from the newest on, by /Prev, with the streams of hybrid files joined to their tables
 * (ISO 32000-1 §7.5.6, §7.5.8.4).
 *
 * @param start offset of the newest section as the file states it
 * @param shift bytes before the header, to which all stated offsets are relative
 * @throws PdfRefused `PDF_DAMAGED` for anything that is no section and for a circle, `PDF_TOO_MANY_REVISIONS`
 */
export function readXrefChain(
  reader: ObjectReader,
  start: number,
  shift: number,
): readonly [XrefSection, ...XrefSection[]] {
  const newest = readSection(reader, start + shift, shift);
  const sections: [XrefSection, ...XrefSection[]] = [newest];
  const seen = new Set([newest.offset]);
  const limit = reader.bounds.maxXrefSections;
  for (let previous = previousOf(newest); previous !== undefined;) {
    const section = readSection(reader, previous + shift, shift);
    if (seen.has(section.offset)) throw damaged('the chain of indexes runs in a circle');
    if (sections.length >= limit) throw new PdfRefused(pdfRefusals.TOO_MANY_REVISIONS({ limit }));
    seen.add(section.offset);
    sections.push(section);
    previous = previousOf(section);
  }
  return sections;
}

/** The newest entry of an object number over all sections, `undefined` if none speaks of it. */
export function lookupOver(
  sections: readonly XrefSection[],
): (objectNumber: number) => XrefEntry | undefined {
  // Many small revisions over one large file are the common case: a map for them, the file itself for the rest.
  const firstLarge = sections.findIndex((section) => section.entryCount > SMALL_SECTION);
  const small = firstLarge === -1 ? sections : sections.slice(0, firstLarge);
  const large = firstLarge === -1 ? [] : sections.slice(firstLarge);
  const merged = new Map<number, XrefEntry>();
  for (const section of small) {
    for (const objectNumber of section.objectNumbers()) {
      if (merged.has(objectNumber)) continue;
      const entry = section.lookup(objectNumber);
      if (entry) merged.set(objectNumber, entry);
    }
  }
  return (objectNumber) => {
    const known = merged.get(objectNumber);
    if (known) return known;
    for (const section of large) {
      const entry = section.lookup(objectNumber);
      if (entry) return entry;
    }
    return undefined;
  };
}

function readSection(reader: ObjectReader, position: number, shift: number): XrefSection {
  return reader.remembered(`${position} ${shift}`, () => readSectionAnew(reader, position, shift));
}

function readSectionAnew(reader: ObjectReader, position: number, shift: number): XrefSection {
  const table = readXrefTable(reader, position, shift);
  if (!table) {
    const stream = readXrefStream(reader, position, shift);
    if (!stream) throw damaged('an index is not where the file says');
    return stream;
  }
  const hybrid = integerOf(table.trailer.entries.get('XRefStm'));
  if (hybrid === undefined) return table;
  const stream = readXrefStream(reader, hybrid + shift, shift);
  if (!stream) throw damaged('an index is not where the file says');
  return joined(table, stream);
}

/** ISO 32000-1 §7.5.8.4: what the table leaves free is looked for in the stream before earlier sections. */
function joined(table: XrefSection, stream: XrefSection): XrefSection {
  return {
    ...table,
    entryCount: table.entryCount + stream.entryCount,
    size: Math.max(table.size, stream.size),
    lookup: (objectNumber) => {
      const own = table.lookup(objectNumber);
      if (own && own.type !== 'free') return own;
      return stream.lookup(objectNumber) ?? own;
    },
    *objectNumbers() {
      yield* table.objectNumbers();
      yield* stream.objectNumbers();
    },
  };
}

/** /Prev; 0 is what some writers leave in a first revision. */
function previousOf(section: XrefSection): number | undefined {
  const previous = integerOf(section.trailer.entries.get('Prev'));
  return previous === undefined || previous === 0 ? undefined : previous;
}
