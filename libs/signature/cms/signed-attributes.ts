import { der, OID, type Certificate } from '@libro-firma/asn1';
import { digestOf } from '@libro-firma/trust';
import { digestIdentifier, type DigestAlgorithm } from '../algorithms/creation-algorithms';

/**
 * Signed attributes of a PAdES or CAdES baseline signature, as the explicit SET OF that is signed: content-type,
 * message-digest and signing-certificate-v2. No signing-time: in PAdES the claimed time stands in the signature
 * dictionary alone.
 *
 * @standard RFC 5652 §5.3, §11; RFC 5035 §3; ETSI EN 319 142-1 §6.3; ETSI EN 319 122-1 §5.2.2.3
 */
export function buildSignedAttributes(
  messageDigest: Buffer,
  certificate: Certificate,
  digest: DigestAlgorithm,
): Buffer {
  return der.setOf([
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octetString(messageDigest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(certificate, digest)),
  ]);
}

/** An Attribute with one value (RFC 5652 §5.3). */
export function attribute(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.setOf([value]));
}

function signingCertificateV2(certificate: Certificate, digest: DigestAlgorithm): Buffer {
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
