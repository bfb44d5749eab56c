import { constants, verify, X509Certificate } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ToSign } from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';

/**
 * What a device gave back, each value against the bytes that it was asked for: one of another document, in another order,
 * or missing, is refused before anything is stored. Values that the device itself refused stay refused.
 */
export function checkValues(
  certificate: Buffer,
  asked: readonly ToSign[],
  given: readonly Result<Buffer>[],
): Result<Buffer>[] {
  const key = new X509Certificate(certificate).publicKey;
  return asked.map(({ scheme, digestAlgorithm, bytes }, index) => {
    const value = given[index];
    if (!value) return refuse(signingRefusals.VALUE_NOT_OF_THIS_DOCUMENT());
    if (!value.ok) return value;
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    const algorithm = scheme === 'ed25519' ? null : digestAlgorithm;
    const isOurs = verify(algorithm, bytes, scheme === 'rsa-pss' ? { key, ...pss } : key, value.value);
    return isOurs ? accept(value.value) : refuse(signingRefusals.VALUE_NOT_OF_THIS_DOCUMENT());
  });
}
