import type { ObjectReader } from './object-reader';
import { ObjectStream } from './object-stream';
import { isRegular } from './object-parser';
import {
  dictionaryOf,
  nameOf,
  pdfDictionary,
  pdfReference,
  type PdfDictionary,
  type PdfObject,
} from './objects';
import { attempt, damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { streamEnd } from './stream-extent';
import type { XrefEntry } from './xref-section';

const CHUNK_BYTES = 1024 * 1024;
/** Longest `9999999999 99999 obj`, with some white space to spare. */
const HEADER_BYTES = 40;
const MAX_FOUND = 1_000_000;
const KEYWORDS = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj|trailer/g;

/** What a scan of the whole file found. */
export interface RebuiltXref {
  readonly trailer: PdfDictionary;
  readonly style: 'table' | 'stream';
  /** One more than the highest object number found. */
  readonly size: number;
  readonly lookup: (objectNumber: number) => XrefEntry | undefined;
}

/**
 * Makes an index by looking for `n g obj` in the whole file, the last one of each number counting, then for objects in
 * object streams. For reading only: another reader may see another document in the same bytes.
 *
 * @throws PdfRefused `PDF_DAMAGED` where no catalogue is found, `PDF_TOO_MANY_OBJECTS`, and the reader's refusals
 */
export function rebuildXref(reader: ObjectReader): RebuiltXref {
  const found = scan(reader);
  const entries = new Map<number, XrefEntry>(found.objects);
  const structure = readStructure(reader, found.objects);
  for (const streamNumber of structure.objectStreams)
    addCompressed(reader, streamNumber, found.objects, entries);
  const trailer = trailerOf(reader, found.trailers, structure, entries);
  return {
    trailer,
    style: structure.hasXrefStream ? 'stream' : 'table',
    size: highestOf(entries) + 1,
    lookup: (objectNumber) => entries.get(objectNumber),
  };
}

interface OffsetEntry {
  readonly type: 'offset';
  readonly offset: number;
  readonly generation: number;
}

interface Scan {
  readonly objects: ReadonlyMap<number, OffsetEntry>;
  readonly trailers: readonly number[];
}

function scan(reader: ObjectReader): Scan {
  const { source, bounds } = reader;
  const objects = new Map<number, OffsetEntry>();
  const trailers: number[] = [];
  for (let position = 0; position < source.size; position += CHUNK_BYTES) {
    const from = Math.max(0, position - HEADER_BYTES);
    const window = source.read(from, position + CHUNK_BYTES - from);
    for (const match of window.toString('latin1').matchAll(KEYWORDS)) {
      const end = match.index + match[0].length;
      // Matches that end before the chunk were seen with the chunk before.
      if (from + end <= position || isRegular(window[match.index - 1])) continue;
      if (match[1] === undefined) trailers.push(from + end);
      else if (Number(match[1]) <= bounds.maxObjects) {
        objects.delete(Number(match[1]));
        objects.set(Number(match[1]), {
          type: 'offset',
          offset: from + match.index,
          generation: Number(match[2]),
        });
      }
      if (objects.size > MAX_FOUND || trailers.length > MAX_FOUND) {
        throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit: MAX_FOUND }));
      }
    }
  }
  return { objects, trailers };
}

interface Structure {
  readonly objectStreams: readonly number[];
  readonly hasXrefStream: boolean;
  /** Dictionaries of cross-reference streams, in the order of the file. */
  readonly xrefDictionaries: readonly PdfDictionary[];
  readonly catalogs: readonly number[];
}

function readStructure(reader: ObjectReader, objects: Scan['objects']): Structure {
  const objectStreams: number[] = [];
  const xrefDictionaries: PdfDictionary[] = [];
  const catalogs: number[] = [];
  for (const [objectNumber, { offset }] of objects) {
    const read = attempt(() => reader.indirectAt(offset));
    // Some object does not parse: it is missing then, as it would be for a reader that never asks for it.
    if (!read.ok) {
      if (read.refusal.code !== pdfRefusals.DAMAGED.code) throw new PdfRefused(read.refusal);
      continue;
    }
    const dictionary = dictionaryOf(read.value?.object);
    if (!dictionary) continue;
    const type = nameOf(dictionary.entries.get('Type'));
    if (type === 'ObjStm') objectStreams.push(objectNumber);
    else if (type === 'XRef') xrefDictionaries.push(dictionary);
    else if (type === 'Catalog') catalogs.push(objectNumber);
  }
  return { objectStreams, xrefDictionaries, hasXrefStream: xrefDictionaries.length > 0, catalogs };
}

function addCompressed(
  reader: ObjectReader,
  streamNumber: number,
  objects: Scan['objects'],
  entries: Map<number, XrefEntry>,
): void {
  const offset = objects.get(streamNumber)?.offset ?? 0;
  const object = reader.indirectAt(offset)?.object;
  if (object?.kind !== 'stream') return;
  const decoded = attempt(() => {
    const length = object.dictionary.entries.get('Length');
    const declared = length?.kind === 'number' ? length.value : undefined;
    const { end } = streamEnd(reader, object, declared);
    return ObjectStream.of(
      object.dictionary,
      reader.decode(object, reader.encoded(object, end), direct),
      reader.bounds,
    );
  });
  if (!decoded.ok) {
    if (decoded.refusal.code !== pdfRefusals.DAMAGED.code) throw new PdfRefused(decoded.refusal);
    return;
  }
  decoded.value.objectNumbers.forEach((objectNumber, index) => {
    const other = objects.get(objectNumber);
    if (other && other.offset > offset) return;
    if (objectNumber <= reader.bounds.maxObjects) {
      entries.set(objectNumber, { type: 'compressed', streamNumber, index });
    }
    if (entries.size > MAX_FOUND) throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit: MAX_FOUND }));
  });
}

/** The entries of all trailers, later ones over earlier ones; without a /Root the last catalogue found. */
function trailerOf(
  reader: ObjectReader,
  positions: readonly number[],
  structure: Structure,
  entries: ReadonlyMap<number, XrefEntry>,
): PdfDictionary {
  const written = positions.flatMap((position) => {
    const read = attempt(() => reader.directAt(position).object);
    const dictionary = read.ok ? dictionaryOf(read.value) : undefined;
    return dictionary ? [dictionary] : [];
  });
  const merged = new Map<string, PdfObject>();
  for (const dictionary of [...structure.xrefDictionaries, ...written]) {
    for (const key of ['Root', 'Info', 'ID', 'Encrypt']) {
      const value = dictionary.entries.get(key);
      if (value) merged.set(key, value);
    }
  }
  const root = merged.get('Root');
  if (root?.kind !== 'reference' || !entries.has(root.objectNumber)) {
    const catalog = structure.catalogs.at(-1);
    if (catalog === undefined) throw damaged('no catalogue is found');
    const entry = entries.get(catalog);
    merged.set('Root', pdfReference(catalog, entry?.type === 'offset' ? entry.generation : 0));
  }
  return pdfDictionary(merged);
}

function highestOf(entries: ReadonlyMap<number, XrefEntry>): number {
  let highest = 0;
  for (const objectNumber of entries.keys()) highest = Math.max(highest, objectNumber);
  return highest;
}

function direct(object: PdfObject | undefined): PdfObject {
  return object === undefined || object.kind === 'reference' ? { kind: 'null' } : object;
}
