import {
  isSameName,
  OID,
  readOrNothing,
  readSigningCertificate,
  readSigningCertificateV2,
  valuesOf,
  type Certificate,
  type SignerInfo,
} from '@libro-firma/asn1';
import { isReferenceTo } from './certificate-reference';

/**
 * The certificate that a signer names by issuer and serial number or by key identifier. When several answer to the
 * name, the one that the signed certificate reference points at; otherwise the first.
 *
 * @standard RFC 5652 §5.3; ETSI EN 319 102-1 §5.2.3
 */
export function findSignerCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const { identifier } = signer;
  const named = certificates.filter((certificate) =>
    identifier.kind === 'issuerAndSerial'
      ? certificate.serialNumber === identifier.serialNumber &&
        isSameName(certificate.issuer, identifier.issuer)
      : certificate.extensions.subjectKeyIdentifier?.equals(identifier.keyIdentifier) === true,
  );
  if (named.length < 2) return named[0];
  const references = [
    ...valuesOf(signer.signedAttributes, OID.signingCertificate).flatMap(
      (value) => readOrNothing(() => readSigningCertificate(value)) ?? [],
    ),
    ...valuesOf(signer.signedAttributes, OID.signingCertificateV2).flatMap(
      (value) => readOrNothing(() => readSigningCertificateV2(value)) ?? [],
    ),
  ].slice(0, 10);
  const referenced = named.find((certificate) =>
    references.some((reference) => isReferenceTo(reference, certificate)),
  );
  return referenced ?? named[0];
}
