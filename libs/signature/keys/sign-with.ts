import type { KeyObject } from 'node:crypto';
import type { DigestAlgorithm, SignatureScheme } from '../algorithms/creation-algorithms';

/** Raw signature value over `bytes` (hashed here), as `completePades` takes it; ECDSA as DER. */
export function signWith(
  _key: KeyObject,
  _algorithm: { readonly scheme: SignatureScheme; readonly digest: DigestAlgorithm },
  _bytes: Buffer,
): Buffer {
  throw new Error('not written yet');
}
