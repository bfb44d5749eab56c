import { Asn1Error, readOrNothing } from '../encoding/asn1-error';
import { readAsn1Prefix, type Asn1Node } from '../encoding/ber-reader';
import { integerOf, octetsOf, oidOf, sequenceOf, setOf, smallIntegerOf } from '../encoding/values';
import { TAG } from '../encoding/tag';
import { OID } from '../oids';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier';
import { readCertificateNode, type Certificate } from '../x509/certificate';
import { readDistinguishedName, type DistinguishedName } from '../x509/distinguished-name';
import { readAttributes, type CmsAttributes } from './attributes';
import { readRevocationInfoChoices } from './revocation-values';

/** How a signer names its certificate (RFC 5652 §5.3). */
export type SignerIdentifier =
  | { readonly kind: 'issuerAndSerial'; readonly issuer: DistinguishedName; readonly serialNumber: bigint }
  | { readonly kind: 'subjectKeyIdentifier'; readonly keyIdentifier: Buffer };

export interface SignerInfo {
  /** The element itself, for what covers its encoding (archive timestamps, extension in place). */
  readonly node: Asn1Node;
  readonly version: number;
  readonly identifier: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signedAttributes: CmsAttributes | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
  readonly unsignedAttributes: CmsAttributes | undefined;
}

/** SignedData (RFC 5652 §5.1). Buffers are views of the bytes that were read, where the encoding allows. */
export interface SignedData {
  readonly node: Asn1Node;
  readonly version: number;
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  /** Encapsulated content; undefined when the signature is detached. */
  readonly content: Buffer | undefined;
  readonly certificates: readonly Certificate[];
  /** X.509 certificates that could not be read; they are left out, not fatal. */
  readonly unreadableCertificates: number;
  /** CRLs, each as it stands. */
  readonly crls: readonly Buffer[];
  /** BasicOCSPResponses that stand beside the CRLs (RFC 5940). */
  readonly ocspResponses: readonly Buffer[];
  /** Elements of the sets, in the order and encoding of the file; undefined for a set that is absent. */
  readonly certificateSet: Asn1Node | undefined;
  readonly crlSet: Asn1Node | undefined;
  readonly signers: readonly SignerInfo[];
}

const MAX_CERTIFICATES = 500;
const MAX_SIGNERS = 500;

/**
 * Reads a ContentInfo that holds SignedData (RFC 5652 §3, §5) from the start of `bytes`; bytes after it, such as
 * the padding of a PDF's placeholder, are left alone.
 *
 * @throws Asn1Error
 */
export function readSignedData(bytes: Buffer): SignedData {
  return readSignedDataNode(readAsn1Prefix(bytes));
}

/**
 * Content type of a ContentInfo at the start of `bytes`, or undefined when there is none.
 *
 * @standard RFC 5652 §3
 */
export function contentTypeOf(bytes: Buffer): string | undefined {
  return readOrNothing(() => oidOf(readAsn1Prefix(bytes, { maxDepth: 2_000 }).child(0)));
}

/**
 * As {@link readSignedData}, from an element that was read already.
 *
 * @standard RFC 5652 §5.1
 */
export function readSignedDataNode(contentInfo: Asn1Node): SignedData {
  const [type, wrapped] = sequenceOf(contentInfo);
  if (!type || oidOf(type) !== OID.signedData) {
    throw new Asn1Error('TYPE', 'the content is no SignedData', contentInfo.start);
  }
  if (!wrapped?.isContext(0)) throw new Asn1Error('TYPE', 'the content is missing', contentInfo.start);
  const node = wrapped.only();
  const parts = [...sequenceOf(node)];
  const [version, digests, encapsulated] = [node.child(0), node.child(1), node.child(2)];
  const rest = parts.slice(3);
  const certificateSet = rest.find((item) => item.isContext(0));
  const crlSet = rest.find((item) => item.isContext(1));
  const signerSet = rest.find((item) => item.isUniversal(TAG.set));
  if (!signerSet) throw new Asn1Error('TYPE', 'SignedData without set of signers', node.start);
  const { certificates, unreadable } = readCertificateSet(certificateSet);
  return {
    node,
    version: smallIntegerOf(version),
    digestAlgorithms: setOf(digests).map((item) => readAlgorithmIdentifier(item).oid),
    contentType: oidOf(encapsulated.child(0)),
    content: readContent(encapsulated),
    certificates,
    unreadableCertificates: unreadable,
    ...readRevocationInfoChoices(crlSet),
    certificateSet,
    crlSet,
    signers: bounded(setOf(signerSet), MAX_SIGNERS, 'signers').map(readSigner),
  };
}

function readContent(encapsulated: Asn1Node): Buffer | undefined {
  const wrapper = encapsulated.children()[1];
  if (!wrapper?.isContext(0)) return undefined;
  const inner = wrapper.only();
  // PKCS#7 1.5 (RFC 2315 §7) allowed any type here; its content octets were signed.
  return inner.isUniversal(TAG.octetString) ? octetsOf(inner) : inner.content;
}

function readCertificateSet(set: Asn1Node | undefined): { certificates: Certificate[]; unreadable: number } {
  const candidates = (set?.children() ?? []).filter((item) => item.isUniversal(TAG.sequence));
  const read = bounded(candidates, MAX_CERTIFICATES, 'certificates').map((item) =>
    readOrNothing(() => readCertificateNode(item)),
  );
  const certificates = read.filter((item) => item !== undefined);
  return { certificates, unreadable: read.length - certificates.length };
}

function bounded(nodes: readonly Asn1Node[], limit: number, what: string): readonly Asn1Node[] {
  if (nodes.length > limit) throw new Asn1Error('COUNT', `more than ${limit} ${what}`, nodes[0]?.start ?? 0);
  return nodes;
}

/** Reads one SignerInfo (RFC 5652 §5.3), as counter-signatures also are. @throws Asn1Error */
export function readSigner(node: Asn1Node): SignerInfo {
  const parts = sequenceOf(node);
  const signed = parts[3]?.isContext(0) ? parts[3] : undefined;
  const at = signed ? 4 : 3;
  const unsigned = parts.slice(at + 2).find((item) => item.isContext(1));
  return {
    node,
    version: smallIntegerOf(node.child(0)),
    identifier: readIdentifier(node.child(1)),
    digestAlgorithm: readAlgorithmIdentifier(node.child(2)),
    signedAttributes: signed && readAttributes(signed),
    signatureAlgorithm: readAlgorithmIdentifier(node.child(at)),
    signature: octetsOf(node.child(at + 1)),
    unsignedAttributes: unsigned && readAttributes(unsigned),
  };
}

function readIdentifier(node: Asn1Node): SignerIdentifier {
  if (node.isContext(0)) return { kind: 'subjectKeyIdentifier', keyIdentifier: node.content };
  return {
    kind: 'issuerAndSerial',
    issuer: readDistinguishedName(node.child(0)),
    serialNumber: integerOf(node.child(1)),
  };
}
