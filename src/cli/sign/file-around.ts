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
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(1024);
    return start.subarray(0, readSync(file, start, 0, start.length, 0)).includes('%PDF-');
  } finally {
    closeSync(file);
  }
}
