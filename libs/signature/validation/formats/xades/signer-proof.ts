import type { Certificate } from '@libro-firma/asn1';
import { publicKeyOf, signatureMethodByUri, verifyValue, type SignatureAlgorithm } from '@libro-firma/trust';
import { attributeOf, type ElementNode, type SignatureElement, type XmlDocument } from '@libro-firma/xml';
import type { SignerProof } from '../../../cms/examine-signer';
import { encapsulatedCertificates, keyInfoCertificates } from './certificate-candidates';
import { certificateReferences, isDigestOf, judgeXmlReference } from './certificate-reference';
import type { QualifyingProperties } from './qualifying-properties';

interface Signed {
  readonly document: XmlDocument;
  readonly signature: SignatureElement;
  readonly properties: QualifyingProperties;
  /** Digest of the first reference to content, by its name in node:crypto. */
  readonly digest: string | undefined;
}

/**
 * What the signature value proves: over the canonical SignedInfo, by the key of a certificate in the file. Keys that
 * stand alone in KeyInfo are never believed: they name nobody.
 *
 * @standard XML Signature 1.1 §4.4.2, §3.2.2
 */
export function signerProof({ document, signature, properties, digest }: Signed): SignerProof {
  const algorithm = signatureMethodByUri(attributeOf(signature.signatureMethod, 'Algorithm') ?? '');
  const octets =
    signature.canonicalMethod &&
    document.canonicalise({ apexes: [signature.signedInfo] }, signature.canonicalMethod);
  const verify = (certificate: Certificate): SignerProof['value'] =>
    verifyBy(certificate, algorithm, octets, signature.value);
  const certificate = signingCertificate(signature, properties, (one) => verify(one) === 'VALID');
  return {
    certificate,
    digest,
    algorithm,
    digestsAgree: true,
    value: certificate ? verify(certificate) : 'NO_CERTIFICATE',
    reference: certificate && judgeXmlReference(properties.signed, certificate),
  };
}

function verifyBy(
  certificate: Certificate,
  algorithm: SignatureAlgorithm | undefined,
  octets: Buffer | undefined,
  value: Buffer | undefined,
): SignerProof['value'] {
  const key = publicKeyOf(certificate.publicKey);
  if (!key || !algorithm || !octets) return 'UNSUPPORTED';
  return value ? verifyValue(algorithm, key, [octets], value) : 'INVALID';
}

const MAX_TRIED = 20;

/**
 * The certificate that the signed properties name, among those in the file; else the first in KeyInfo whose key made
 * the value; else the first there is.
 */
function signingCertificate(
  signature: SignatureElement,
  { signed, unsigned }: QualifyingProperties,
  madeTheValue: (certificate: Certificate) => boolean,
): Certificate | undefined {
  const inKeyInfo = keyInfoCertificates(signature.keyInfo);
  const candidates = [...inKeyInfo, ...encapsulatedCertificates(unsigned)];
  const named = namedBy(certificateReferences(signed).flat(), candidates).filter(madeTheValue);
  return named[0] ?? candidates.slice(0, MAX_TRIED).find(madeTheValue) ?? candidates[0];
}

function namedBy(
  references: readonly ElementNode[],
  candidates: readonly Certificate[],
): readonly Certificate[] {
  const tried = references.slice(0, MAX_TRIED);
  return candidates.filter((certificate) => tried.some((reference) => isDigestOf(reference, certificate)));
}
