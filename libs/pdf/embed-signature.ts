import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { hashSource, type ByteSource } from './byte-source';
import type { PreparedIncrement } from './signature-request';
import { pdfRefusals } from './refusals';

const ZERO = 0x30;

/** Digests that a signature of ours may use (ETSI TS 119 312). */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512';

/**
 * Digest of the bytes that `byteRange` names, in its order, read in pieces.
 *
 * @param byteRange pairs of start and length, absolute; any number of pairs
 * @throws RangeError where a pair is incomplete, negative or outside the source: a validator checks that before
 * @standard ISO 32000-1 §12.8.1
 */
export function digestByteRange(
  source: ByteSource,
  byteRange: readonly number[],
  algorithm: DigestAlgorithm,
): Buffer {
  const hash = createHash(algorithm);
  for (let index = 0; index < byteRange.length; index += 2) {
    const [start = -1, length = -1] = byteRange.slice(index, index + 2);
    const isInside = Number.isSafeInteger(start) && Number.isSafeInteger(length) && start >= 0 && length >= 0;
    if (!isInside || start + length > source.size) throw new RangeError('a byte range is outside the file');
    hashSource(source, start, length, [hash]);
  }
  return hash.digest();
}

/**
 * The increment with the signature value in its placeholder, padded with zeros; a copy, `prepared` stays as it is.
 * Appended to the base file it makes the signed file. Refuses `PDF_SIGNATURE_EMPTY`, `PDF_SIGNATURE_TOO_LARGE`.
 *
 * @throws Error where `prepared` has no empty placeholder where it says: its parts do not belong together
 * @standard ISO 32000-1 §12.8.1, table 252
 */
export function embedSignature(prepared: PreparedIncrement, cms: Buffer): Result<Buffer> {
  const { increment, baseSize, contentsOffset, contentsLength } = prepared;
  const limit = contentsLength / 2 - 1;
  if (cms.length === 0) return refuse(pdfRefusals.SIGNATURE_EMPTY());
  if (cms.length > limit) return refuse(pdfRefusals.SIGNATURE_TOO_LARGE({ size: cms.length, limit }));

  const first = contentsOffset - baseSize;
  const placeholder = increment.subarray(first, first + contentsLength);
  const digits = placeholder.subarray(1, -1);
  const isPlaceholder =
    placeholder.length === contentsLength &&
    placeholder[0] === 0x3c &&
    placeholder.at(-1) === 0x3e &&
    digits.equals(Buffer.alloc(digits.length, ZERO));
  if (!isPlaceholder) throw new Error('the increment has no empty placeholder at its place');

  const signed = Buffer.from(increment);
  signed.write(cms.toString('hex'), first + 1, 'latin1');
  return accept(signed);
}
