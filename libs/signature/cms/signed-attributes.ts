import { der, OID, type Certificate } from '@libro-firma/asn1';
import { digestOf } from '@libro-firma/trust';
import { digestIdentifier, type DigestAlgorithm } from '../algorithms/creation-algorithms';

/** What stands among the signed attributes beside those that every signature has. */
export interface AttributeWishes {
  /** Claimed time. In PAdES it stands in the signature dictionary alone. */
  readonly signingTime?: Date;
  /** Type of the content, such as `application/pdf`. */
  readonly mimeType?: string;
  /** A counter-signature has no content-type (RFC 5652 §11.4). */
  readonly isCounterSignature?: boolean;
}

/**
 * Signed attributes of a PAdES or CAdES baseline signature, as the explicit SET OF that is signed: content-type,
 * message-digest and signing-certificate-v2, and what is wished beside them.
 *
 * @standard RFC 5652 §5.3, §11; RFC 5035 §3; ETSI EN 319 142-1 §6.3; ETSI EN 319 122-1 §5.2, §6.3
 */
export function buildSignedAttributes(
  messageDigest: Buffer,
  certificate: Certificate,
  digest: DigestAlgorithm,
  { signingTime, mimeType, isCounterSignature = false }: AttributeWishes = {},
): Buffer {
  return der.setOf([
    ...(isCounterSignature ? [] : [attribute(OID.contentType, der.oid(OID.data))]),
    attribute(OID.messageDigest, der.octetString(messageDigest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(certificate, digest)),
    ...(signingTime ? [attribute(OID.signingTime, der.time(signingTime))] : []),
    ...(mimeType === undefined ? [] : [attribute(OID.mimeType, der.utf8String(mimeType))]),
  ]);
}

/** An Attribute with one value (RFC 5652 §5.3). */
export function attribute(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.setOf([value]));
}

/** It is the same for every signature with a certificate: a batch builds it once for hundreds of documents. */
const references = new WeakMap<Certificate, Map<DigestAlgorithm, Buffer>>();

function signingCertificateV2(certificate: Certificate, digest: DigestAlgorithm): Buffer {
  const known = references.get(certificate) ?? new Map<DigestAlgorithm, Buffer>();
  references.set(certificate, known);
  const reference = known.get(digest) ?? writeSigningCertificateV2(certificate, digest);
  known.set(digest, reference);
  return reference;
}

function writeSigningCertificateV2(certificate: Certificate, digest: DigestAlgorithm): Buffer {
  // SHA-256 is the default of the field, and DER leaves defaults out (X.690 §11.5).
  const algorithm = digest === 'sha256' ? [] : [digestIdentifier(digest)];
  const issuerName = der.sequence(der.explicit(4, certificate.issuer.der));
  const reference = der.sequence(
    ...algorithm,
    der.octetString(digestOf(digest, certificate.der)),
    der.sequence(issuerName, serialNumberDer(certificate)),
  );
  return der.sequence(der.sequence(reference));
}

/** The serial number in its shortest form: readers compare it by value. */
export function serialNumberDer(certificate: Certificate): Buffer {
  return der.integer(certificate.serialNumber);
}
