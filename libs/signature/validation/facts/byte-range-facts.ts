import type { ByteSource, SignatureDictionary } from '@libro-firma/pdf';

/** How the signed ranges of a file lie. Facts, no verdict. */
export interface ByteRangeFacts {
  /** Two ranges that start at 0, follow each other and stay in the file; undefined otherwise. */
  readonly ranges: readonly [number, number, number, number] | undefined;
  /** The gap between the ranges is exactly the hexadecimal string of /Contents, from `<` to `>`. */
  readonly gapIsContents: boolean;
  /** End of what is signed; 0 without ranges. */
  readonly end: number;
  readonly coverage: 'WHOLE_FILE' | 'REVISION' | 'PARTIAL';
}

const MAX_GAP_BYTES = 64 * 1024 * 1024;

/**
 * Measures /ByteRange against the file and the token of /Contents that was parsed, since a range that only looks
 * right lets a forger put content of his own into the gap.
 *
 * @standard ISO 32000-1 §12.8.1; ETSI EN 319 142-1 §5.2
 */
export function byteRangeFacts(
  source: ByteSource,
  dictionary: SignatureDictionary,
  revisionEnds: readonly number[],
): ByteRangeFacts {
  const ranges = readRanges(dictionary.byteRange, source.size);
  if (!ranges) return { ranges, gapIsContents: false, end: 0, coverage: 'PARTIAL' };
  const [, firstLength, secondStart, secondLength] = ranges;
  const end = secondStart + secondLength;
  const gapIsContents =
    dictionary.contentsForm === 'hex' &&
    dictionary.contentsStart === firstLength &&
    dictionary.contentsEnd === secondStart &&
    isHexToken(source, firstLength, secondStart - firstLength);
  const isSound = gapIsContents && !dictionary.hasDuplicateKeys;
  return { ranges, gapIsContents, end, coverage: coverageOf(end, source, revisionEnds, isSound) };
}

function readRanges(
  written: readonly number[] | null,
  fileSize: number,
): readonly [number, number, number, number] | undefined {
  if (!written || written.length !== 4) return undefined;
  const [start = -1, length = -1, secondStart = -1, secondLength = -1] = written;
  const isOrdered = start === 0 && length > 0 && secondStart > length && secondLength > 0;
  return isOrdered && secondStart + secondLength <= fileSize
    ? [start, length, secondStart, secondLength]
    : undefined;
}

/** The parser read a hexadecimal string there: what else may stand in one is white space (ISO 32000-1 §7.3.4.3). */
const WHITE_SPACE = [0, 9, 10, 12, 13, 32];

function isHexToken(source: ByteSource, start: number, length: number): boolean {
  if (length < 2 || length > MAX_GAP_BYTES) return false;
  const token = source.read(start, length);
  return WHITE_SPACE.every((byte) => !token.includes(byte));
}

function coverageOf(
  end: number,
  source: ByteSource,
  revisionEnds: readonly number[],
  isSound: boolean,
): ByteRangeFacts['coverage'] {
  if (!isSound) return 'PARTIAL';
  if (end === source.size) return 'WHOLE_FILE';
  return revisionEnds.some((revisionEnd) => isSameEnd(end, revisionEnd, source)) ? 'REVISION' : 'PARTIAL';
}

/** A revision's last end-of-line may stand outside what is signed: it shows nothing. */
function isSameEnd(end: number, revisionEnd: number, source: ByteSource): boolean {
  if (end === revisionEnd) return true;
  if (end > revisionEnd || revisionEnd - end > 2) return false;
  return /^[\r\n]*$/.test(source.read(end, revisionEnd - end).toString('latin1'));
}
