import type { Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { embedSignature } from '@libro-firma/pdf';
import { verifyValue } from '@libro-firma/trust';
import type { ChosenAlgorithm } from '../algorithms/choose-algorithm';
import { verifyingAlgorithm } from '../algorithms/creation-algorithms';
import { writeSignedData } from '../cms/write-signed-data';
import { signatureRefusals } from '../signature.refusals';
import type { PreparedPades } from './prepared-pades';

/** A certificate that was read, with the algorithm for its key and the others that go beside it. */
export interface SigningIdentity {
  readonly certificate: Certificate;
  readonly chain: readonly Buffer[];
  readonly algorithm: ChosenAlgorithm;
}

/** The identity again once the value is proven to be made by its key over what was prepared. */
export function verifiedIdentity(
  prepared: PreparedPades,
  value: Buffer,
  identity: SigningIdentity,
): Result<SigningIdentity> {
  const { algorithm } = identity;
  const signed = [prepared.signedAttributes];
  const outcome = verifyValue(verifyingAlgorithm(algorithm), algorithm.publicKey, signed, value);
  return outcome === 'VALID' ? accept(identity) : refuse(signatureRefusals.VALUE_MISMATCH());
}

/**
 * Checks a raw value against the certificate and puts it, as SignedData, into the placeholder.
 *
 * Refusals: `SIGNATURE_VALUE_MISMATCH`, `PDF_SIGNATURE_TOO_LARGE`.
 */
export function embedValue(
  prepared: PreparedPades,
  value: Buffer,
  identity: SigningIdentity,
): Result<{ readonly increment: Buffer }> {
  const verified = verifiedIdentity(prepared, value, identity);
  if (!verified.ok) return verified;
  const { algorithm, certificate, chain } = identity;
  const { signedAttributes } = prepared;
  const cms = writeSignedData({ algorithm, signedAttributes, value, certificate, chain });
  const increment = embedSignature(prepared.prepared, cms);
  return increment.ok ? accept({ increment: increment.value }) : increment;
}
