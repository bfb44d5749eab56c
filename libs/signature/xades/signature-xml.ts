import { der, type Certificate } from '@libro-firma/asn1';
import { digestOf } from '@libro-firma/trust';
import { DSIG_NAMESPACE, escapeAttribute, escapeText } from '@libro-firma/xml';
import type { CreationAlgorithm } from '../algorithms/creation-algorithms';
import { serialNumberDer } from '../cms/signed-attributes';
import { digestUri, signatureUri } from './algorithm-uris';

const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** One thing that is signed. */
export interface SignedPart {
  /** Empty for the document around the signature. */
  readonly uri: string;
  readonly mediaType: string;
  readonly digestValue: Buffer;
}

/** All of a signature that is known before its value is. */
export interface SignatureDraft {
  readonly id: string;
  readonly parts: readonly SignedPart[];
  readonly algorithm: CreationAlgorithm;
  readonly certificate: Certificate;
  readonly chain: readonly Buffer[];
  readonly signingTime: Date;
}

/** What is computed step by step. */
export interface SignatureValues {
  readonly propertiesDigest?: Buffer;
  readonly value?: Buffer;
  /** Unsigned properties, as XML. */
  readonly unsigned?: string;
}

/**
 * A `ds:Signature` of XAdES baseline level B-B as text, in the form that canonicalisation leaves as it is.
 *
 * @standard ETSI EN 319 132-1 §4, §5.2, §6.3; XML Signature 1.1 §4
 */
export function signatureXml(draft: SignatureDraft, values: SignatureValues): string {
  const { id, certificate, chain } = draft;
  const certificates = [certificate.der, ...chain.filter((one) => !one.equals(certificate.der))];
  return (
    `<ds:Signature xmlns:ds="${DSIG_NAMESPACE}" Id="${id}">` +
    signedInfoXml(draft, values.propertiesDigest) +
    `<ds:SignatureValue Id="value-${id}">${base64(values.value)}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data>${certificates.map(certificateXml).join('')}</ds:X509Data></ds:KeyInfo>` +
    `<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES}" Target="#${id}">` +
    signedPropertiesXml(draft) +
    (values.unsigned === undefined
      ? ''
      : `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${values.unsigned}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>`) +
    '</xades:QualifyingProperties></ds:Object></ds:Signature>'
  );
}

function signedInfoXml({ id, parts, algorithm }: SignatureDraft, propertiesDigest?: Buffer): string {
  const references = parts.map(
    ({ uri, digestValue }, index) =>
      `<ds:Reference Id="r-${index + 1}-${id}" URI="${escapeAttribute(uri)}">` +
      (uri === '' ? transformsXml(`${DSIG_NAMESPACE}enveloped-signature`, EXCLUSIVE) : '') +
      digestXml(algorithm.digest, digestValue) +
      '</ds:Reference>',
  );
  return (
    `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${signatureUri(algorithm)}"></ds:SignatureMethod>` +
    references.join('') +
    `<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#xades-${id}">` +
    transformsXml(EXCLUSIVE) +
    digestXml(algorithm.digest, propertiesDigest) +
    '</ds:Reference></ds:SignedInfo>'
  );
}

function signedPropertiesXml({ id, parts, algorithm, certificate, signingTime }: SignatureDraft): string {
  const formats = parts.map(
    ({ mediaType }, index) =>
      `<xades:DataObjectFormat ObjectReference="#r-${index + 1}-${id}">` +
      `<xades:MimeType>${escapeText(mediaType)}</xades:MimeType></xades:DataObjectFormat>`,
  );
  return (
    `<xades:SignedProperties Id="xades-${id}"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${signingTime.toISOString().replace(/\.\d+Z$/, 'Z')}</xades:SigningTime>` +
    '<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>' +
    digestXml(algorithm.digest, digestOf(algorithm.digest, certificate.der)) +
    `</xades:CertDigest><xades:IssuerSerialV2>${base64(issuerSerial(certificate))}</xades:IssuerSerialV2>` +
    '</xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>' +
    `<xades:SignedDataObjectProperties>${formats.join('')}</xades:SignedDataObjectProperties>` +
    '</xades:SignedProperties>'
  );
}

/** Unsigned property with a timestamp over the signature value (EN 319 132-1 §5.3). */
export function signatureTimestampXml(id: string, token: Buffer): string {
  return (
    `<xades:SignatureTimeStamp Id="t-${id}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>` +
    `<xades:EncapsulatedTimeStamp>${base64(token)}</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>`
  );
}

function transformsXml(...algorithms: readonly string[]): string {
  const each = algorithms.map((algorithm) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`);
  return `<ds:Transforms>${each.join('')}</ds:Transforms>`;
}

function digestXml(digest: CreationAlgorithm['digest'], value: Buffer | undefined): string {
  return (
    `<ds:DigestMethod Algorithm="${digestUri(digest)}"></ds:DigestMethod>` +
    `<ds:DigestValue>${base64(value)}</ds:DigestValue>`
  );
}

const certificateXml = (certificate: Buffer): string =>
  `<ds:X509Certificate>${base64(certificate)}</ds:X509Certificate>`;

const base64 = (bytes: Buffer | undefined): string => bytes?.toString('base64') ?? '';

/** IssuerSerial of RFC 5035 §4, DER. */
function issuerSerial(certificate: Certificate): Buffer {
  const issuer = der.sequence(der.explicit(4, certificate.issuer.der));
  return der.sequence(issuer, serialNumberDer(certificate));
}
