import type { ObjectReader } from './object-reader';
import { integerOf, nameOf, NULL, type PdfDictionary, type PdfObject, type PdfStream } from './objects';
import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { streamEnd } from './stream-extent';
import { lookupIn, numbersOf, sizeOf, type XrefEntry, type XrefRun, type XrefSection } from './xref-section';

const FREE: XrefEntry = { type: 'free' };

/**
 * The cross-reference stream whose object header stands at `position` (ISO 32000-1 §7.5.8); `undefined` if there is
 * none. Entries are decoded to one buffer and read from it as they are asked for.
 *
 * @param shift what has to be added to the offsets written in the file
 * @throws PdfRefused `PDF_DAMAGED`, `PDF_TOO_MANY_OBJECTS`, `PDF_DECODED_TOO_LARGE`, `PDF_UNSUPPORTED_FILTER`
 */
export function readXrefStream(
  reader: ObjectReader,
  position: number,
  shift: number,
): XrefSection | undefined {
  const found = reader.indirectAt(position);
  if (found?.object.kind !== 'stream') return undefined;
  const { dictionary } = found.object;
  if (nameOf(dictionary.entries.get('Type')) !== 'XRef') return undefined;
  const length = integerOf(dictionary.entries.get('Length'));
  const { end } = streamEnd(reader, found.object, length);
  const rows = rowsOf(reader, found.object, end);
  const runs = runsOf(reader, dictionary, rows, shift);
  const lookup = lookupIn(runs);
  if (!lookup) throw damaged('the index names an object twice');
  return {
    style: 'stream',
    offset: found.offset,
    end,
    trailer: dictionary,
    entryCount: runs.reduce((sum, run) => sum + run.count, 0),
    size: sizeOf(runs),
    lookup,
    objectNumbers: () => numbersOf(runs),
  };
}

interface Rows {
  readonly bytes: Buffer;
  readonly widths: readonly [number, number, number];
  readonly rowBytes: number;
}

function rowsOf(reader: ObjectReader, stream: PdfStream, end: number): Rows {
  const widths = integersOf(stream.dictionary.entries.get('W'));
  const [type = -1, second = -1, third = -1] = widths ?? [];
  const rowBytes = type + second + third;
  if ([type, second, third].some((width) => width < 0 || width > 8) || rowBytes === 0) {
    throw damaged('the index stream has impossible column widths');
  }
  const bytes = reader.decode(stream, reader.encoded(stream, end), direct);
  return { bytes, widths: [type, second, third], rowBytes };
}

function runsOf(
  reader: ObjectReader,
  dictionary: PdfDictionary,
  rows: Rows,
  shift: number,
): readonly XrefRun[] {
  const index = integersOf(dictionary.entries.get('Index'));
  const pairs = index ?? [0, integerOf(dictionary.entries.get('Size')) ?? 0];
  const available = Math.floor(rows.bytes.length / rows.rowBytes);
  const limit = reader.bounds.maxObjects;
  const runs: XrefRun[] = [];
  let firstRow = 0;
  for (let pair = 0; pair + 1 < pairs.length; pair += 2) {
    const [start = -1, count = -1] = pairs.slice(pair, pair + 2);
    if (start < 0 || count < 0) throw damaged('the index stream has impossible runs');
    if (start + count > limit + 1) throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit }));
    if (firstRow + count > available) throw damaged('the index stream is shorter than it says');
    const row = firstRow;
    runs.push({ start, count, locate: (position) => entryAt(rows, row + position, shift) });
    firstRow += count;
  }
  return runs;
}

function entryAt({ bytes, widths, rowBytes }: Rows, row: number, shift: number): XrefEntry | undefined {
  const [typeWidth, secondWidth, thirdWidth] = widths;
  const from = row * rowBytes;
  const type = typeWidth === 0 ? 1 : unsigned(bytes, from, typeWidth);
  const second = unsigned(bytes, from + typeWidth, secondWidth);
  const third = unsigned(bytes, from + typeWidth + secondWidth, thirdWidth);
  if (type === 0) return FREE;
  if (type === 1) return second === 0 ? FREE : { type: 'offset', offset: second + shift, generation: third };
  if (type === 2) return { type: 'compressed', streamNumber: second, index: third };
  // ISO 32000-1 §7.5.8.3: an unknown type stands for the null object.
  return FREE;
}

function unsigned(bytes: Buffer, from: number, width: number): number {
  let value = 0;
  for (let index = from; index < from + width; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function integersOf(object: PdfObject | undefined): readonly number[] | undefined {
  if (object?.kind !== 'array') return undefined;
  return object.items.map((item) => integerOf(item) ?? -1);
}

/** ISO 32000-1 §7.5.8.2: the entries of a cross-reference stream are direct, since no index is there yet. */
function direct(object: PdfObject | undefined): PdfObject {
  return object === undefined || object.kind === 'reference' ? NULL : object;
}
