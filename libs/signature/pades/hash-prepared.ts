import { createHash } from 'node:crypto';
import { hashSource, type ByteSource, type PreparedIncrement } from '@libro-firma/pdf';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';

export interface PreparedHashes {
  /** SHA-256 of the base file, in hexadecimal. */
  readonly documentSha256: string;
  /** Digest of what the signature covers: base and increment without the placeholder. */
  readonly messageDigest: Buffer;
}

/**
 * Hashes base file and increment in one pass over the base: the base is a prefix of what is signed, so with
 * SHA-256 one running hash serves both.
 */
export function hashPrepared(
  source: ByteSource,
  prepared: PreparedIncrement,
  algorithm: DigestAlgorithm,
): PreparedHashes {
  const document = createHash('sha256');
  const separate = algorithm === 'sha256' ? undefined : createHash(algorithm);
  hashSource(source, 0, source.size, separate ? [document, separate] : [document]);
  const message = separate ?? document.copy();
  const gapStart = prepared.contentsOffset - prepared.baseSize;
  message.update(prepared.increment.subarray(0, gapStart));
  message.update(prepared.increment.subarray(gapStart + prepared.contentsLength));
  return { documentSha256: document.digest('hex'), messageDigest: message.digest() };
}
