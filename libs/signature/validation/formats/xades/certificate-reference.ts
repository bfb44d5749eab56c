import {
  integerOf,
  isSameName,
  readAsn1,
  readDistinguishedName,
  readOrNothing,
  type Certificate,
} from '@libro-firma/asn1';
import { digestOf } from '@libro-firma/trust';
import {
  attributeOf,
  childElement,
  digestByUri,
  DSIG_NAMESPACE,
  readBase64,
  textOf,
  type ElementNode,
} from '@libro-firma/xml';
import type { ReferenceState } from '../../../cms/certificate-reference';
import { xadesChildren, xadesPath } from './xades-names';

/** References to the signing certificate in the signed properties: those of each property that is there. */
export function certificateReferences(signed: ElementNode | undefined): readonly (readonly ElementNode[])[] {
  const properties = xadesPath(signed, 'SignedSignatureProperties');
  return xadesChildren(properties, 'SigningCertificate', 'SigningCertificateV2').map((property) =>
    xadesChildren(property, 'Cert'),
  );
}

/** True when the digest is that of the certificate. */
export function isDigestOf(reference: ElementNode, certificate: Certificate): boolean {
  const digest = xadesPath(reference, 'CertDigest');
  // The first versions of XAdES have elements of their own for what XML Signature had already (TS 101 903 V1.1.1 §7.2.2).
  const part = (localName: string): ElementNode | undefined =>
    childElement(digest, DSIG_NAMESPACE, localName) ?? xadesChildren(digest, localName)[0];
  const name = digestByUri(attributeOf(part('DigestMethod'), 'Algorithm'));
  const value = readBase64(textOf(part('DigestValue')));
  return name !== undefined && value?.equals(digestOf(name, certificate.der)) === true;
}

/**
 * Whether the signed properties name the certificate by which the signature was verified, and it alone: among several
 * references nothing says which one is the signer's.
 *
 * @standard ETSI EN 319 132-1 §5.2.2; ETSI TS 101 903 §7.2.2; ETSI EN 319 102-1 §5.2.3.4
 */
export function judgeXmlReference(signed: ElementNode | undefined, certificate: Certificate): ReferenceState {
  const properties = certificateReferences(signed);
  if (properties.length === 0) return 'MISSING';
  const own = properties.map((references) => references.find((one) => isDigestOf(one, certificate)));
  if (own.includes(undefined)) return 'MISMATCH';
  if (!own.every((one) => one && isIssuerOf(one, certificate))) return 'MISMATCH';
  return properties.flat().length > 1 ? 'AMBIGUOUS' : 'OK';
}

/** Issuer and serial number, in either form, where they are given. */
function isIssuerOf(reference: ElementNode, certificate: Certificate): boolean {
  const [second] = xadesChildren(reference, 'IssuerSerialV2');
  if (second) return isIssuerSerial(textOf(second), certificate);
  const [first] = xadesChildren(reference, 'IssuerSerial');
  if (!first) return true;
  // Given without its parts, as a bare number for instance, it names nothing that could be compared.
  const serial = textOf(childElement(first, DSIG_NAMESPACE, 'X509SerialNumber')).trim();
  return /^\d{1,60}$/.test(serial) && BigInt(serial) === certificate.serialNumber;
}

/**
 * IssuerSerial of RFC 5035 §4, DER in base64. A name whose parts stand in the order of RFC 4514, which writes them
 * backwards, is taken: the digest has named the certificate, and this is a hint (ETSI EN 319 132-1 §5.2.2).
 */
function isIssuerSerial(base64: string, certificate: Certificate): boolean {
  const read = readOrNothing(() => {
    const node = readAsn1(readBase64(base64) ?? Buffer.alloc(0));
    const directory = node.child(0).child(0);
    return { issuer: readDistinguishedName(directory.only()), serialNumber: integerOf(node.child(1)) };
  });
  if (read?.serialNumber !== certificate.serialNumber) return false;
  const backwards = { ...read.issuer, rdns: [...read.issuer.rdns].reverse() };
  return [read.issuer, backwards].some((issuer) => isSameName(issuer, certificate.issuer));
}
