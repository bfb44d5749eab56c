import type { ByteSource } from '@libro-firma/pdf';

const PIECE_BYTES = 1024 * 1024;

/** True when `longer` begins with all the bytes of `start`; read in pieces of 1 MiB. */
export function beginsWith(longer: ByteSource, start: ByteSource): boolean {
  if (longer.size < start.size) return false;
  for (let at = 0; at < start.size; at += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, start.size - at);
    if (!longer.read(at, length).equals(start.read(at, length))) return false;
  }
  return true;
}
