import { constants, createPublicKey, createVerify, verify, type KeyObject } from 'node:crypto';
import type { SubjectPublicKeyInfo } from '@libro-firma/asn1';
import { verifyPssWithOtherMask } from './rsa-pss-mask';
import type { SignatureAlgorithm } from './signature-algorithms';

/**
 * `KEY_MISMATCH`: the algorithm cannot belong to a key of this kind. `UNSUPPORTED`: it could not be computed, which
 * says nothing about the value.
 */
export type ValueOutcome = 'VALID' | 'INVALID' | 'KEY_MISMATCH' | 'UNSUPPORTED';

const KEY_TYPES: Readonly<Record<SignatureAlgorithm['family'], readonly string[]>> = {
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  'ecdsa-plain': ['ec'],
  dsa: ['dsa'],
  'dsa-plain': ['dsa'],
  ed25519: ['ed25519'],
  ed448: ['ed448'],
};

const imported = new WeakMap<SubjectPublicKeyInfo, { readonly key: KeyObject | undefined }>();

/**
 * The key of a certificate for node:crypto, or undefined for a kind or curve that it does not know. Imported once for
 * each certificate that was read.
 */
export function publicKeyOf(info: SubjectPublicKeyInfo): KeyObject | undefined {
  const known = imported.get(info);
  if (known) return known.key;
  const key = importKey(info);
  imported.set(info, { key });
  return key;
}

function importKey(info: SubjectPublicKeyInfo): KeyObject | undefined {
  try {
    return createPublicKey({ key: info.der, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/**
 * Checks a signature value over `data`, given in pieces so that a large content need not stand in memory. Ed25519
 * and Ed448 need the whole of it and join the pieces.
 */
export function verifyValue(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  data: Iterable<Buffer>,
  value: Buffer,
): ValueOutcome {
  if (!KEY_TYPES[algorithm.family].includes(key.asymmetricKeyType ?? '')) return 'KEY_MISMATCH';
  try {
    if (algorithm.family === 'ed25519' || algorithm.family === 'ed448') {
      return verify(null, Buffer.concat([...data]), key, value) ? 'VALID' : 'INVALID';
    }
    if (algorithm.digest === undefined) return 'UNSUPPORTED';
    if (algorithm.family === 'rsa-pss' && algorithm.maskDigest !== undefined) {
      const parameters = { ...algorithm, maskDigest: algorithm.maskDigest };
      return verifyPssWithOtherMask(key, parameters, data, value) ? 'VALID' : 'INVALID';
    }
    const verifier = createVerify(algorithm.digest);
    for (const piece of data) verifier.update(piece);
    return verifier.verify({ key, ...keyOptions(algorithm) }, value) ? 'VALID' : 'INVALID';
  } catch {
    // A digest that this build of OpenSSL lacks, or a key it will not use.
    return 'UNSUPPORTED';
  }
}

function keyOptions(algorithm: SignatureAlgorithm): {
  padding?: number;
  saltLength?: number;
  dsaEncoding?: 'der' | 'ieee-p1363';
} {
  switch (algorithm.family) {
    case 'rsa-pss':
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength };
    case 'rsa-pkcs1':
      return { padding: constants.RSA_PKCS1_PADDING };
    case 'ecdsa-plain':
    case 'dsa-plain':
      return { dsaEncoding: 'ieee-p1363' };
    default:
      return { dsaEncoding: 'der' };
  }
}
