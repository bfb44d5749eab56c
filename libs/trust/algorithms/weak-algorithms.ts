import type { KeyObject } from 'node:crypto';
import { ALGORITHM_POLICY, type AlgorithmPolicy, type KeySizeUntil } from './algorithm-policy';

const CURVE_BITS: Readonly<Record<string, number>> = {
  secp192r1: 192,
  prime192v1: 192,
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
 * True for a digest that at this instant no longer protects against collisions: a signature made with it proves its
 * content only where something else proves that it is older than the break.
 *
 * @param at the latest instant at which what was signed is proven to exist.
 * @standard ETSI TS 119 312 §5
 */
export function isWeakDigest(name: string, at: Date, policy: AlgorithmPolicy = ALGORITHM_POLICY): boolean {
  const until = policy.digestsUntil[name];
  return until !== undefined && at.getTime() >= Date.parse(until);
}

/**
 * True for a key that at this instant is too short; an elliptic curve that is not known here counts as weak.
 *
 * @standard ETSI TS 119 312 §6
 */
export function isWeakKey(key: KeyObject, at: Date, policy: AlgorithmPolicy = ALGORITHM_POLICY): boolean {
  const type = key.asymmetricKeyType;
  const details = key.asymmetricKeyDetails;
  if (type === 'ed25519' || type === 'ed448') return false;
  if (type === 'ec') return isTooShort(CURVE_BITS[details?.namedCurve ?? ''] ?? 0, policy.ecUntil, at);
  return isTooShort(details?.modulusLength ?? 0, type === 'dsa' ? policy.dsaUntil : policy.rsaUntil, at);
}

function isTooShort(bits: number, sizes: readonly KeySizeUntil[], at: Date): boolean {
  const reached = sizes.filter(({ fromBits }) => bits >= fromBits).at(-1);
  if (!reached) return true;
  return reached.until !== undefined && at.getTime() >= Date.parse(reached.until);
}
