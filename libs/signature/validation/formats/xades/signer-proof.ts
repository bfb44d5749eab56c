import type { KeyObject } from 'node:crypto';
import type { Certificate } from '@libro-firma/asn1';
import { publicKeyOf, signatureMethodByUri, verifyValue, type SignatureAlgorithm } from '@libro-firma/trust';
import { attributeOf, type ElementNode, type SignatureElement, type XmlDocument } from '@libro-firma/xml';
import type { SignerProof } from '../../../cms/examine-signer';
import { encapsulatedCertificates, keyInfoCertificates } from './certificate-candidates';
import { certificateReferences, isDigestOf, judgeXmlReference } from './certificate-reference';
import { keyOfKeyValue } from './key-value';
import type { QualifyingProperties } from './qualifying-properties';

interface Signed {
  readonly document: XmlDocument;
  readonly signature: SignatureElement;
  readonly properties: QualifyingProperties;
  /** Digest of the first reference to content, by its name in node:crypto. */
  readonly digest: string | undefined;
}

/**
 * What the signature value proves: over the canonical SignedInfo, by the key of a certificate in the file. A key that
 * stands alone in KeyInfo names nobody: it is asked where there is no certificate, and says no more than whether value
 * and content belong together.
 *
 * @standard XML Signature 1.1 §4.4.2, §3.2.2
 */
export function signerProof({ document, signature, properties, digest }: Signed): SignerProof {
  const algorithm = signatureMethodByUri(attributeOf(signature.signatureMethod, 'Algorithm') ?? '');
  const octets =
    signature.canonicalMethod &&
    document.canonicalise({ apexes: [signature.signedInfo] }, signature.canonicalMethod);
  const verifyWith = (key: KeyObject | undefined): SignerProof['value'] =>
    verifyBy(key, algorithm, octets, signature.value);
  const verify = (one: Certificate): SignerProof['value'] => verifyWith(publicKeyOf(one.publicKey));
  const certificate = signingCertificate(signature, properties, (one) => verify(one) === 'VALID');
  return {
    certificate,
    digest,
    algorithm,
    digestsAgree: true,
    value: certificate ? verify(certificate) : byKeyAlone(signature, verifyWith),
    reference: certificate && judgeXmlReference(properties.signed, certificate),
  };
}

function byKeyAlone(
  { keyInfo }: SignatureElement,
  verifyWith: (key: KeyObject) => SignerProof['value'],
): SignerProof['value'] {
  const key = keyOfKeyValue(keyInfo);
  return key ? verifyWith(key) : 'NO_CERTIFICATE';
}

function verifyBy(
  key: KeyObject | undefined,
  algorithm: SignatureAlgorithm | undefined,
  octets: Buffer | undefined,
  value: Buffer | undefined,
): SignerProof['value'] {
  if (!key || !algorithm || !octets) return 'UNSUPPORTED';
  return value ? verifyValue(algorithm, key, [octets], value) : 'INVALID';
}

const MAX_TRIED = 20;

/**
 * The certificate that the signed properties name, among those in the file, or one whose key made the value; else the
 * one that KeyInfo puts forward. Of the certificates in the unsigned properties, which are there for the chain, none
 * is the signer's for want of a better one.
 */
function signingCertificate(
  signature: SignatureElement,
  { signed, unsigned }: QualifyingProperties,
  madeTheValue: (certificate: Certificate) => boolean,
): Certificate | undefined {
  const inKeyInfo = keyInfoCertificates(signature.keyInfo);
  const candidates = [...inKeyInfo, ...encapsulatedCertificates(unsigned)];
  const named = namedBy(certificateReferences(signed).flat(), candidates);
  const maker = named.find(madeTheValue) ?? candidates.slice(0, MAX_TRIED).find(madeTheValue);
  return maker ?? named[0] ?? inKeyInfo[0];
}

function namedBy(
  references: readonly ElementNode[],
  candidates: readonly Certificate[],
): readonly Certificate[] {
  const tried = references.slice(0, MAX_TRIED);
  return candidates.filter((certificate) => tried.some((reference) => isDigestOf(reference, certificate)));
}
