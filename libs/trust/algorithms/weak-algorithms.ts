import type { KeyObject } from 'node:crypto';

const WEAK_DIGESTS: readonly string[] = ['md5', 'sha1', 'ripemd160'];
const LEAST_RSA_BITS = 2048;
const LEAST_EC_BITS = 224;

const CURVE_BITS: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  brainpoolP256r1: 256,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
  secp224r1: 224,
};

/**
 * True for a digest that no longer protects against collisions: a signature made with it proves its content only
 * where something else proves that it is older than the break.
 *
 * @standard ETSI TS 119 312 §5
 */
export function isWeakDigest(name: string): boolean {
  return WEAK_DIGESTS.includes(name);
}

/**
 * True for a key that is too short by today's standards; an elliptic curve that is not known here counts as weak.
 *
 * @standard ETSI TS 119 312 §6
 */
export function isWeakKey(key: KeyObject): boolean {
  const type = key.asymmetricKeyType;
  const details = key.asymmetricKeyDetails;
  if (type === 'ec') return (CURVE_BITS[details?.namedCurve ?? ''] ?? 0) < LEAST_EC_BITS;
  if (type === 'ed25519' || type === 'ed448') return false;
  return (details?.modulusLength ?? 0) < LEAST_RSA_BITS;
}
