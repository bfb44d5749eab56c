import {
  isSameName,
  OID,
  readOrNothing,
  readSigningCertificate,
  readSigningCertificateV2,
  valuesOf,
  type Certificate,
  type CertificateReference,
  type CmsAttributes,
} from '@libro-firma/asn1';
import { digestName, digestOf } from '@libro-firma/trust';

/**
 * Whether the signer bound its certificate to the signature: `MISSING` no such attribute; `MISMATCH` it names
 * another certificate or is not readable; `AMBIGUOUS` it names several, or stands several times, so that it does not
 * say which one alone is the signer's.
 */
export type ReferenceState = 'OK' | 'MISSING' | 'MISMATCH' | 'AMBIGUOUS';

/**
 * Judges the attributes signing-certificate and signing-certificate-v2 against the signer's certificate. The first
 * reference of each attribute must be the signer's own; where both attributes stand, both must hold.
 *
 * @standard RFC 5035 §3, §5; ETSI EN 319 122-1 §5.2.2; ETSI EN 319 102-1 §5.2.3.4
 */
export function judgeReference(
  attributes: CmsAttributes | undefined,
  certificate: Certificate,
): ReferenceState {
  const kinds = [
    { values: valuesOf(attributes, OID.signingCertificate), read: readSigningCertificate },
    { values: valuesOf(attributes, OID.signingCertificateV2), read: readSigningCertificateV2 },
  ].filter(({ values }) => values.length > 0);
  if (kinds.length === 0) return 'MISSING';
  if (kinds.some(({ values }) => values.length > 1)) return 'AMBIGUOUS';
  const states = kinds.map(({ values, read }): ReferenceState => {
    const [value] = values;
    const references = value && readOrNothing(() => read(value));
    return references ? judgeList(references, certificate) : 'MISMATCH';
  });
  return states.find((state) => state !== 'OK') ?? 'OK';
}

function judgeList(references: readonly CertificateReference[], certificate: Certificate): ReferenceState {
  const [first] = references;
  if (!first || !isReferenceTo(first, certificate)) return 'MISMATCH';
  return references.length > 1 ? 'AMBIGUOUS' : 'OK';
}

/**
 * True when hash, and issuer and serial number where given, are those of the certificate.
 *
 * @standard RFC 5035 §3, §4
 */
export function isReferenceTo(reference: CertificateReference, certificate: Certificate): boolean {
  const digest = digestName(reference.digestAlgorithm);
  if (!digest || !digestOf(digest, certificate.der).equals(reference.hash)) return false;
  if (reference.serialNumber !== undefined && reference.serialNumber !== certificate.serialNumber)
    return false;
  return !reference.issuer || isSameName(reference.issuer, certificate.issuer);
}
