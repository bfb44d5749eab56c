import type { ByteSource } from './byte-source';
import type { ObjectReader } from './object-reader';
import type { PdfStream } from './objects';
import { damaged } from './pdf-refused';

const CHUNK_BYTES = 64 * 1024;
const KEYWORD = 'endstream';

/** Where the data of a stream end; `isAsDeclared` is false where /Length was wrong and the keyword was looked for. */
export interface StreamExtent {
  readonly end: number;
  readonly isAsDeclared: boolean;
}

/**
 * The end of a stream's data: /Length where the keyword `endstream` follows it (ISO 32000-1 §7.3.8.1), else the next
 * such keyword.
 *
 * @param length the resolved /Length, `undefined` if it is no whole number
 * @throws PdfRefused `PDF_DAMAGED` where the stream does not end within the bound
 */
export function streamEnd(reader: ObjectReader, stream: PdfStream, length: number | undefined): StreamExtent {
  const { source, bounds } = reader;
  const start = stream.dataStart;
  if (length !== undefined && length >= 0 && start + length <= source.size) {
    const behind = source.read(start + length, KEYWORD.length + 8).toString('latin1');
    if (/^[\0\t\n\f\r ]*endstream/.test(behind)) return { end: start + length, isAsDeclared: true };
  }
  const keyword = findForward(source, KEYWORD, start, start + bounds.maxDecodedBytes);
  if (keyword === undefined) throw damaged('a stream does not end');
  const eol = source.read(Math.max(start, keyword - 2), Math.min(2, keyword - start)).toString('latin1');
  const eolBytes = eol === '\r\n' ? 2 : Number(/[\r\n]$/.test(eol));
  return { end: keyword - eolBytes, isAsDeclared: false };
}

/** Offset of the first `keyword` from `start` on that begins before `limit`; `undefined` if there is none. */
export function findForward(
  source: ByteSource,
  keyword: string,
  start: number,
  limit: number,
): number | undefined {
  const end = Math.min(source.size, limit);
  for (let position = start; position < end; position += CHUNK_BYTES) {
    const found = source.read(position, CHUNK_BYTES + keyword.length - 1).indexOf(keyword, 0, 'latin1');
    if (found !== -1) return position + found < end ? position + found : undefined;
  }
  return undefined;
}
