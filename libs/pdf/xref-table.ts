import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import type { ObjectReader } from './object-reader';
import { lookupIn, numbersOf, sizeOf, type XrefEntry, type XrefRun, type XrefSection } from './xref-section';

const ENTRY_BYTES = 20;
const HEADER_WINDOW = 256;
const FREE: XrefEntry = { type: 'free' };
const [SPACE, CR, LF, IN_USE, FREED] = [0x20, 0x0d, 0x0a, 0x6e, 0x66];

const LOOSE_ENTRY = /[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+([nf])(?=[\0\t\n\f\r ])/y;
const SUBSECTION = /^[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]*/;
const KEYWORD = /^[\0\t\n\f\r ]*xref(?=[\0\t\n\f\r ])/;
const TRAILER = /^[\0\t\n\f\r ]*trailer/;

/**
 * The classic cross-reference table at `position` (ISO 32000-1 §7.5.4), white space before it allowed; `undefined` if
 * none is there. Entries of 20 bytes stay in the file until they are asked for, so that the cost follows the number
 * of subsections; a table with other line ends is read at once.
 *
 * @param shift what has to be added to the offsets written in the file
 * @throws PdfRefused `PDF_DAMAGED`, `PDF_TOO_MANY_OBJECTS`
 */
export function readXrefTable(
  reader: ObjectReader,
  position: number,
  shift: number,
): XrefSection | undefined {
  const keyword = KEYWORD.exec(text(reader, position));
  if (!keyword) return undefined;
  const table = new TableCursor(reader, position + keyword[0].length, shift);
  const runs: XrefRun[] = [];
  for (let run = table.next(); run; run = table.next()) runs.push(run);
  const { object: trailer, end } = reader.directAt(table.position);
  if (trailer.kind !== 'dictionary') throw damaged('the index has no trailer');

  const corrected = trailer.entries.has('Prev') ? runs : startingAtZero(runs);
  const lookup = lookupIn(corrected);
  if (!lookup) throw damaged('the index names an object twice');
  return {
    style: 'table',
    offset: position + keyword[0].length - 'xref'.length,
    end,
    trailer,
    entryCount: table.entries,
    size: sizeOf(corrected),
    lookup,
    objectNumbers: () => numbersOf(corrected),
  };
}

class TableCursor {
  entries = 0;

  constructor(
    private readonly reader: ObjectReader,
    public position: number,
    private readonly shift: number,
  ) {}

  /** The next subsection; `undefined` at the keyword `trailer`, with the position behind it. */
  next(): XrefRun | undefined {
    const window = text(this.reader, this.position);
    const trailer = TRAILER.exec(window);
    if (trailer) {
      this.position += trailer[0].length;
      return undefined;
    }
    const header = SUBSECTION.exec(window);
    if (!header) throw damaged('the index cannot be read');
    const [matched, start, count] = [header[0], Number(header[1]), Number(header[2])];
    this.entries += count;
    const limit = this.reader.bounds.maxObjects;
    if (this.entries > limit + 1 || start + count > limit + 1) {
      throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit }));
    }
    this.position += matched.length;
    return this.regularRun(start, count) ?? this.looseRun(start, count);
  }

  private regularRun(start: number, count: number): XrefRun | undefined {
    const { position, reader, shift } = this;
    const end = position + count * ENTRY_BYTES;
    const isRegular =
      count === 0 ||
      (end <= reader.source.size && entryAt(reader, position) && entryAt(reader, end - ENTRY_BYTES));
    // What follows must be a header or the trailer: otherwise entries of 19 or 21 bytes hide in between.
    const follows = text(reader, end);
    if (!isRegular || !(TRAILER.test(follows) || SUBSECTION.test(follows))) return undefined;
    this.position = end;
    return {
      start,
      count,
      locate: (index) => {
        const found = entryAt(reader, position + index * ENTRY_BYTES);
        if (!found) throw damaged('an entry of the index cannot be read');
        return entry(found, shift);
      },
    };
  }

  private looseRun(start: number, count: number): XrefRun {
    const bytes = this.reader.source.read(this.position, count * 32 + HEADER_WINDOW);
    const window = bytes.toString('latin1');
    const entries: XrefEntry[] = [];
    LOOSE_ENTRY.lastIndex = 0;
    while (entries.length < count) {
      const match = LOOSE_ENTRY.exec(window);
      if (!match) throw damaged('an entry of the index cannot be read');
      const [, offset, generation, kind] = match;
      entries.push(
        entry({ offset: Number(offset), generation: Number(generation), isFree: kind === 'f' }, this.shift),
      );
      this.position += match[0].length;
    }
    return { start, count, locate: (index) => entries[index] };
  }
}

/** Some writers number the first subsection from 1 although its first entry is the head of the free list. */
function startingAtZero(runs: readonly XrefRun[]): readonly XrefRun[] {
  const [first, ...others] = runs;
  if (first?.start !== 1 || first.count === 0 || others.length > 0) return runs;
  return first.locate(0)?.type === 'free' ? [{ ...first, start: 0 }] : runs;
}

/** An entry as it is written: 10 digits, 5 digits, `n` or `f` (ISO 32000-1 §7.5.4). */
interface WrittenEntry {
  readonly offset: number;
  readonly generation: number;
  readonly isFree: boolean;
}

function entry({ offset, generation, isFree }: WrittenEntry, shift: number): XrefEntry {
  // Offset 0 is the header's: writers leave it for objects that they never wrote.
  if (isFree || offset === 0) return FREE;
  return { type: 'offset', offset: offset + shift, generation };
}

/** The entry of exactly 20 bytes that stands at `position`; `undefined` where something else stands there. */
function entryAt(reader: ObjectReader, position: number): WrittenEntry | undefined {
  const bytes = reader.source.read(position, ENTRY_BYTES);
  const offset = digitsIn(bytes, 0, 10);
  const generation = digitsIn(bytes, 11, 16);
  const kind = bytes[17];
  const [first, second] = [bytes[18], bytes[19]];
  const isWhole =
    offset !== undefined &&
    generation !== undefined &&
    bytes[10] === SPACE &&
    bytes[16] === SPACE &&
    (kind === IN_USE || kind === FREED) &&
    (first === SPACE || first === CR) &&
    (second === CR || second === LF);
  return isWhole ? { offset, generation, isFree: kind === FREED } : undefined;
}

/** The number that the bytes from `from` to `end` spell; `undefined` where one of them is no digit. */
function digitsIn(bytes: Buffer, from: number, end: number): number | undefined {
  let value = 0;
  for (let at = from; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function text(reader: ObjectReader, position: number): string {
  return reader.source.read(position, HEADER_WINDOW).toString('latin1');
}
