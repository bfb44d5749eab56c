import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from './byte-source';
import type { PreparedIncrement } from './prepare-signature';

/** Digest of the bytes that `byteRange` names, in order, read in pieces. `byteRange`: pairs of start and length. */
export function digestByteRange(
  _source: ByteSource,
  _byteRange: readonly number[],
  _algorithm: 'sha256' | 'sha384' | 'sha512',
): Buffer {
  throw new Error('not written yet');
}

/** The increment with the signature value in its placeholder; refuses `SIGNATURE_TOO_LARGE`. */
export function embedSignature(_prepared: PreparedIncrement, _cms: Buffer): Result<Buffer> {
  throw new Error('not written yet');
}
