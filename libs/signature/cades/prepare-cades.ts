import { createHash } from 'node:crypto';
import { accept, type Result } from '@libro-firma/kernel';
import type { DigestAlgorithm, SignatureScheme } from '../algorithms/creation-algorithms';
import { buildSignedAttributes, type AttributeWishes } from '../cms/signed-attributes';
import type { SigningIdentity } from '../pades/embed-value';
import { readIdentity } from '../pades/prepare-pades';
import { readCadesInput, type CadesInput, type CadesSubject } from './cades-input';
import type { PreparedCades } from './prepared-cades';

export interface CadesOptions {
  /** The signer's certificate, DER. */
  readonly certificate: Buffer;
  /** Further certificates for the CMS, DER, signer's issuer first. */
  readonly chain: readonly Buffer[];
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly signatureAlgorithm?: SignatureScheme;
  /** Claimed time; every CAdES baseline signature has it. */
  readonly signingTime: Date;
  /** Type of the document, for whoever takes it out of the envelope. */
  readonly mimeType?: string;
}

/**
 * First phase of a CAdES B-B signature: the exact bytes that the signer's device signs. The input is read once, in
 * pieces; no secret is needed.
 *
 * Refusals: those of `readCadesInput`, and those of `preparePades` for the certificate.
 *
 * @standard ETSI EN 319 122-1 §5.2, §6.3; RFC 5652 §5.4
 */
export function prepareCades(input: CadesInput, options: CadesOptions): Result<PreparedCades> {
  const identity = readIdentity(options, options.signatureAlgorithm, options.digestAlgorithm);
  if (!identity.ok) return identity;
  const subject = readCadesInput(input);
  if (!subject.ok) return subject;
  const { certificate, algorithm } = identity.value;
  // To the second, as UTCTime has it: what is prepared must be built again from what is stored.
  const signingTime = new Date(Math.floor(options.signingTime.getTime() / 1000) * 1000);
  const { mimeType } = options;
  const wishes = { signingTime, ...(mimeType !== undefined && input.kind !== 'COUNTER' && { mimeType }) };
  const toBeSigned = attributesFor(subject.value, identity.value, input.kind, wishes);
  return accept({
    kind: input.kind,
    toBeSigned,
    digest: createHash(algorithm.digest).update(toBeSigned).digest(),
    digestAlgorithm: algorithm.digest,
    signatureScheme: algorithm.scheme,
    ...wishes,
    certificateSha256: certificate.sha256,
    documentSha256: subject.value.whole.digest('sha256').toString('hex'),
  });
}

/** The signed attributes over what was read, in DER. */
export function attributesFor(
  { content }: CadesSubject,
  { certificate, algorithm }: SigningIdentity,
  kind: CadesInput['kind'],
  wishes: AttributeWishes,
): Buffer {
  return buildSignedAttributes(content.digest(algorithm.digest), certificate, algorithm.digest, {
    ...wishes,
    isCounterSignature: kind === 'COUNTER',
  });
}
