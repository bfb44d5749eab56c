import { constants, sign, type KeyObject } from 'node:crypto';
import type { CreationAlgorithm } from '../algorithms/creation-algorithms';

/**
 * Raw signature value over `bytes`, which are hashed here, as `completePades` takes it; ECDSA as DER.
 *
 * @throws an error of node:crypto when the key cannot serve the algorithm, which a caller has chosen by
 *   `chooseAlgorithm` from the key's own certificate.
 * @standard RFC 8017 §8; RFC 8032 §5.1; FIPS 186-5 §6
 */
export function signWith(key: KeyObject, algorithm: CreationAlgorithm, bytes: Buffer): Buffer {
  switch (algorithm.scheme) {
    case 'ed25519':
      return sign(null, bytes, key);
    case 'ecdsa':
      return sign(algorithm.digest, bytes, { key, dsaEncoding: 'der' });
    case 'rsa-pkcs1':
      return sign(algorithm.digest, bytes, { key, padding: constants.RSA_PKCS1_PADDING });
    case 'rsa-pss':
      return sign(algorithm.digest, bytes, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
  }
}
