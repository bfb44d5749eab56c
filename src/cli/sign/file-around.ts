import { closeSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '@libro-firma/pdf';

const PIECE_BYTES = 1024 * 1024;

/** A file followed by what is appended to it, in pieces. */
export function* fileAround(source: ByteSource, increment: Buffer): Iterable<Buffer> {
  for (let at = 0; at < source.size; at += PIECE_BYTES) yield source.read(at, PIECE_BYTES);
  yield increment;
}

/** True when the file begins as PDFs do. */
export function isPdf(path: string): boolean {
  return startOf(path).includes('%PDF-');
}

/** True when the file begins as a ZIP does, which containers are (EN 319 162-1 Annex A.1). */
export function isContainer(path: string): boolean {
  return startOf(path).subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
}

function startOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(1024);
    return start.subarray(0, readSync(file, start, 0, start.length, 0));
  } finally {
    closeSync(file);
  }
}
