import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Refusal } from '@libro-firma/kernel';
import { type ImportEncoding, SEPARATORS } from '../../domain/register-start/import-columns';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';

const LINE_FEED = 0x0a;
const LONGEST_RECORD = 1024 * 1024;

/** Bytes 80 to 9F; those that the code page leaves free are left as they are. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** A record and the line of the file that it begins in, from 1. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The file is no CSV of the documented form; the refusal names the line. */
export class UnreadableCsv extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/**
 * The records of a CSV, one after the other, in memory that does not grow with the file. The separator is the one that
 * the first line uses; blank lines are passed over.
 *
 * @throws UnreadableCsv
 */
export async function* csvLines(bytes: Readable, encoding: ImportEncoding): AsyncGenerator<CsvLine> {
  const texts = wholeLines(bytes, encoding);
  const first = await texts.next();
  if (first.done) return;
  let [ended, blank] = [0, 0];
  const parser = parse({
    bom: true,
    delimiter: separatorOf(first.value),
    record_delimiter: ['\r\n', '\n'],
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (cells: string[], { lines, empty_lines: empty }): string[] => {
      const line = ended + 1 + empty - blank;
      [ended, blank] = [lines, empty];
      return [String(line), ...cells];
    },
  });
  // A fault of either side ends the other; it comes out of the loop below.
  pipeline(Readable.from(following(first.value, texts)), parser, () => undefined);
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<string[]>)
      yield { line: Number(line), cells };
  } catch (fault) {
    if (fault instanceof CsvError) throw new UnreadableCsv(refusalOf(fault, ended + 1));
    throw fault;
  }
}

/** Texts that end where a line ends: no sign is cut in two, and a wrong one is found with its line. */
async function* wholeLines(bytes: Readable, encoding: ImportEncoding): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const textOf = (part: Buffer): string => {
    assertText(part, line, encoding);
    for (const byte of part) if (byte === LINE_FEED) line += 1;
    return encoding === 'utf-8' ? part.toString('utf8') : windowsText(part);
  };
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = rest.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield textOf(rest.subarray(0, end));
    rest = rest.subarray(end);
    if (rest.length > LONGEST_RECORD)
      throw new UnreadableCsv(registerStartRefusals.IMPORT_LINE_TOO_LONG({ line }));
  }
  if (rest.length > 0) yield textOf(rest);
}

/** As the table of the code page says: Node 20 reads it as Latin-1, which has controls where quotes and € are. */
function windowsText(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign);
}

function assertText(part: Buffer, firstLine: number, encoding: ImportEncoding): void {
  const isEncoded = (bytes: Buffer): boolean => encoding !== 'utf-8' || isUtf8(bytes);
  if (!part.includes(0) && isEncoded(part)) return;
  let [begin, line] = [0, firstLine];
  for (;;) {
    const found = part.indexOf(LINE_FEED, begin);
    const end = found < 0 ? part.length : found + 1;
    const bytes = part.subarray(begin, end);
    if (bytes.includes(0)) throw new UnreadableCsv(registerStartRefusals.IMPORT_NOT_TEXT({ line }));
    if (!isEncoded(bytes)) throw new UnreadableCsv(registerStartRefusals.IMPORT_NOT_ENCODED({ line }));
    if (end === part.length) return;
    [begin, line] = [end, line + 1];
  }
}

async function* following(first: string, others: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}

/** The names of the columns hold no separator, so that counting is enough. */
function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  const count = (separator: string): number => head.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function refusalOf({ code }: CsvError, line: number): Refusal {
  return code === 'CSV_MAX_RECORD_SIZE'
    ? registerStartRefusals.IMPORT_LINE_TOO_LONG({ line })
    : registerStartRefusals.IMPORT_QUOTES_BROKEN({ line });
}
