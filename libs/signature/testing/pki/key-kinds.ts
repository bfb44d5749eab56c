import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CreationAlgorithm } from '../../algorithms/creation-algorithms';

/** Kinds of key with which the test PKI makes certificates. `rsa-pss-2048` is a key that may do nothing but PSS. */
export type KeyKind = 'rsa-2048' | 'rsa-3072' | 'rsa-pss-2048' | 'p-256' | 'p-384' | 'p-521' | 'ed25519';

export const KEY_KINDS: readonly KeyKind[] = [
  'rsa-2048',
  'rsa-3072',
  'rsa-pss-2048',
  'p-256',
  'p-384',
  'p-521',
  'ed25519',
];

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** The algorithm with which a key of this kind signs by default. */
export const ALGORITHM_OF: Readonly<Record<KeyKind, CreationAlgorithm>> = {
  'rsa-2048': { scheme: 'rsa-pkcs1', digest: 'sha256' },
  'rsa-3072': { scheme: 'rsa-pkcs1', digest: 'sha256' },
  'rsa-pss-2048': { scheme: 'rsa-pss', digest: 'sha256' },
  'p-256': { scheme: 'ecdsa', digest: 'sha256' },
  'p-384': { scheme: 'ecdsa', digest: 'sha384' },
  'p-521': { scheme: 'ecdsa', digest: 'sha512' },
  ed25519: { scheme: 'ed25519', digest: 'sha512' },
};

/** A new pair of keys. */
export function newKeys(kind: KeyKind): Keys {
  switch (kind) {
    case 'rsa-2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa-3072':
      return generateKeyPairSync('rsa', { modulusLength: 3072 });
    case 'rsa-pss-2048':
      return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    case 'p-256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'p-384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'p-521':
      return generateKeyPairSync('ec', { namedCurve: 'P-521' });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
  }
}
