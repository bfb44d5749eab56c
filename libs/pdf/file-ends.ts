import type { ByteSource } from './byte-source';

const HEADER_WINDOW = 1024 + 16;
const USUAL_TAIL = 1024;
const TAIL_WINDOW = 64 * 1024;

/** The header of the file: `%PDF-1.7` (ISO 32000-1 §7.5.2). */
export interface PdfHeader {
  /** Bytes before it, to which the offsets of the file are relative in some files. */
  readonly offset: number;
  readonly version: string;
}

/** The header; `undefined` where the first 1024 bytes have none. A header without a version counts as 1.0. */
export function readHeader(source: ByteSource): PdfHeader | undefined {
  const start = source.read(0, HEADER_WINDOW).toString('latin1');
  const match = /%PDF-(\d{1,2}\.\d{1,2})?/.exec(start);
  if (!match || match.index > 1024) return undefined;
  return { offset: match.index, version: match[1] ?? '1.0' };
}

/** The end of the file (ISO 32000-1 §7.5.5). */
export interface PdfTail {
  /** The last `startxref`, as stated; `null` where the last 64 KiB have none. */
  readonly startXref: number | null;
  /** `%%EOF` stands behind it, and no object stands behind that. */
  readonly isComplete: boolean;
}

/** Reads the end of the file; what is behind the last `%%EOF` may be anything but objects. */
export function readTail(source: ByteSource): PdfTail {
  for (const window of [USUAL_TAIL, TAIL_WINDOW]) {
    const bytes = source.read(Math.max(0, source.size - window), window);
    const at = bytes.lastIndexOf('startxref');
    // Only what stands behind the word is looked at: most files end within a hundred bytes of it.
    if (at !== -1) return describeTail(bytes.toString('latin1', at));
  }
  return { startXref: null, isComplete: false };
}

function describeTail(tail: string): PdfTail {
  const match = /^startxref[\0\t\n\f\r ]*(\d{1,15})[\0\t\n\f\r ]*(%%EOF)?/.exec(tail);
  if (!match) return { startXref: null, isComplete: false };
  // Objects behind the end are an appended revision that was cut off: to go on from here would drop it unseen.
  const isFollowed = /\d[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+obj/.test(tail.slice(match[0].length));
  return { startXref: Number(match[1]), isComplete: match[2] !== undefined && !isFollowed };
}
