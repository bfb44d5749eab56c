import { hash } from 'node:crypto';
import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1, type Asn1Node } from '../encoding/ber-reader';
import { bitStringOf, integerOf, octetsOf, oidOf, sequenceOf, timeOf } from '../encoding/values';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import { readExtensions, type CertificateExtensions } from './certificate-extensions';
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7); `der` is what node:crypto imports as `spki`. */
export interface SubjectPublicKeyInfo {
  readonly der: Buffer;
  readonly algorithm: AlgorithmIdentifier;
  /** OID of the named curve, for elliptic curve keys. */
  readonly curve?: string;
  readonly keyBytes: Buffer;
}

/** X.509 certificate (RFC 5280 §4.1). Buffers are views of the bytes that were read. */
export interface Certificate {
  readonly der: Buffer;
  /** The bytes that the issuer signed. */
  readonly tbs: Buffer;
  readonly version: number;
  readonly serialNumber: bigint;
  /** Content of the serial number's INTEGER, in hexadecimal. */
  readonly serialHex: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: SubjectPublicKeyInfo;
  readonly extensions: CertificateExtensions;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
  /** SHA-256 of `der`, in hexadecimal: the certificate's name in this project. */
  readonly sha256: string;
}

const CERTIFICATE_BOUNDS = { maxBytes: 256 * 1024, maxNodes: 20_000, maxDepth: 32 };

/**
 * Reads one certificate of at most 256 KiB, with no byte after it.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.1
 */
export function readCertificate(bytes: Buffer): Certificate {
  return readCertificateNode(readAsn1(bytes, CERTIFICATE_BOUNDS));
}

const MAX_REMEMBERED = 512;

/** What was read of the last certificates, by their hash: offices sign with the same few day after day. */
const remembered = new Map<string, Certificate>();

/**
 * As {@link readCertificate}, from an element of a larger structure. The bytes are copied, so that a certificate
 * does not keep the file alive from which it came.
 *
 * @standard RFC 5280 §4.1
 */
export function readCertificateNode(node: Asn1Node): Certificate {
  const sha256 = hash('sha256', node.bytes, 'hex');
  const known = remembered.get(sha256);
  if (known) return known;
  const certificate = parse(readAsn1(Buffer.from(node.bytes), CERTIFICATE_BOUNDS), sha256);
  if (remembered.size >= MAX_REMEMBERED) {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.set(sha256, certificate);
  return certificate;
}

function parse(node: Asn1Node, sha256: string): Certificate {
  sequenceOf(node);
  const tbs = node.child(0);
  const parts = [...sequenceOf(tbs)];
  const version = parts[0]?.isContext(0) ? Number(integerOf(part(parts.shift(), tbs).only())) + 1 : 1;
  const [serial, inner, issuer, validity, subject, key, ...optional] = parts;
  const signatureAlgorithm = readAlgorithmIdentifier(node.child(1));
  // The algorithm stands inside and outside what is signed; RFC 5280 §4.1.1.2 wants them equal.
  if (!part(inner, tbs).bytes.equals(node.child(1).bytes)) {
    throw new Asn1Error('VALUE', 'the two signature algorithms of the certificate differ', tbs.start);
  }
  return {
    der: node.bytes,
    tbs: tbs.bytes,
    version,
    serialNumber: integerOf(part(serial, tbs)),
    serialHex: part(serial, tbs).content.toString('hex'),
    issuer: readDistinguishedName(part(issuer, tbs)),
    subject: readDistinguishedName(part(subject, tbs)),
    notBefore: timeOf(part(validity, tbs).child(0)),
    notAfter: timeOf(part(validity, tbs).child(1)),
    publicKey: readPublicKey(part(key, tbs)),
    extensions: readExtensions(optional.find((item) => item.isContext(3))?.only()),
    signatureAlgorithm,
    signature: bitStringOf(node.child(2)).bytes,
    sha256,
  };
}

function part(node: Asn1Node | undefined, inside: Asn1Node): Asn1Node {
  if (!node) throw new Asn1Error('VALUE', 'the certificate lacks a part', inside.start);
  return node;
}

function readPublicKey(node: Asn1Node): SubjectPublicKeyInfo {
  const algorithm = readAlgorithmIdentifier(node.child(0));
  const curve = algorithm.parameters?.isUniversal(6) ? oidOf(algorithm.parameters) : undefined;
  return {
    der: node.bytes,
    algorithm,
    ...(curve !== undefined && { curve }),
    keyBytes: bitStringOf(node.child(1)).bytes,
  };
}

/**
 * The key identifier by which others point at this certificate: its extension, or method 1 of
 * RFC 5280 §4.2.1.2 when it has none.
 */
export function keyIdentifierOf(certificate: Certificate): Buffer {
  return (
    certificate.extensions.subjectKeyIdentifier ?? hash('sha1', certificate.publicKey.keyBytes, 'buffer')
  );
}

/**
 * Certificates of a PEM text or a DER buffer, in order; what is neither gives none.
 *
 * @throws Asn1Error
 * @standard RFC 7468 §5
 */
export function readCertificates(bytes: Buffer): readonly Certificate[] {
  if (bytes[0] === 0x30) return [readCertificate(bytes)];
  const blocks = bytes
    .toString('latin1')
    .matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, base64 = '']) => readCertificate(Buffer.from(base64, 'base64')));
}

/**
 * Content of an OCTET STRING that holds DER, read.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.2
 */
export function readWrapped(node: Asn1Node): Asn1Node {
  return readAsn1(octetsOf(node));
}
