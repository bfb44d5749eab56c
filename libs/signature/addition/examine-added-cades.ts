import {
  OID,
  readAsn1Prefix,
  readOrNothing,
  readSignedDataNode,
  type Asn1Node,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { bufferSource, type ByteSource } from '@libro-firma/pdf';
import { contentInside } from '../validation/formats/cades/detached-content';
import { cmsSignatures } from '../validation/formats/cades/cms-signatures';
import { faulty, oneSignature, type AdditionFault, type ExaminedAddition } from './addition';

/** A CMS must stand in memory as a whole. */
const MAX_BYTES = 512 * 1024 * 1024;
const SEQUENCE = 0x30;
const BOUNDS = { maxBytes: MAX_BYTES, maxDepth: 200, maxNodes: 500_000 };

/**
 * Says what the envelope `signed` adds to `base`: around a document, exactly those bytes and one signer; to a `.p7m` that
 * was signed before, the same content, every earlier signer byte for byte, and one signer more. The envelope is the file
 * itself, in BER or DER, with nothing behind it. The value is read, not verified.
 *
 * @standard RFC 5652 §5; ETSI EN 319 122-1 §4.4
 */
export function examineAddedCades(base: ByteSource, signed: ByteSource): ExaminedAddition {
  if (signed.size > MAX_BYTES || base.size > MAX_BYTES) return faulty('NOT_READABLE');
  const bytes = signed.read(0, signed.size);
  const contentInfo = readOrNothing(() => readAsn1Prefix(bytes, BOUNDS));
  if (contentInfo?.end !== bytes.length) return faulty('NOT_READABLE');
  const data = readOrNothing(() => readSignedDataNode(contentInfo));
  if (!data) return faulty('NOT_READABLE');
  const given = base.read(0, base.size);
  if (bytes.equals(given)) return faulty('NOTHING_ADDED');
  const before = envelopeOf(given);
  const content = before ? before.content : given;
  const isSame = data.contentType === OID.data && content !== undefined && data.content?.equals(content);
  if (!content || !isSame) return faulty('OTHER_CONTENT');
  const signer = newSigner(before?.signers ?? [], data.signers);
  return typeof signer === 'string' ? faulty(signer) : additionOf(contentInfo, content, signer);
}

/** The one signer who is there now and was not before, while those before are as they were. */
function newSigner(before: readonly SignerInfo[], now: readonly SignerInfo[]): SignerInfo | AdditionFault {
  const earlier = before.map(({ node }) => node.bytes);
  const news = now.filter(({ node }) => !takeFrom(earlier, node.bytes));
  if (earlier.length > 0) return 'EARLIER_SIGNER_CHANGED';
  if (news.length > 1) return 'SEVERAL_SIGNATURES';
  return news[0] ?? 'NO_SIGNATURE';
}

function additionOf(contentInfo: Asn1Node, content: Buffer, signer: SignerInfo): ExaminedAddition {
  const findContent = contentInside(content);
  const all = cmsSignatures({ contentInfo, findContent, name: null, trailingBytes: 0 });
  // Counter-signatures stand among the others, each behind the signature that it signs.
  const position = all.findIndex((one) => one.signer?.signer.node.start === signer.node.start);
  const facts = all[position];
  if (!facts) return faulty('NO_SIGNATURE');
  if (all[position + 1]?.type === 'COUNTER_SIGNATURE') return faulty('SEVERAL_SIGNATURES');
  return oneSignature('CADES', position, signer, facts);
}

/** The document inside of an envelope, however many signed it; null where the file is none. */
export function contentOfEnvelope(file: ByteSource): ByteSource | null {
  if (file.size > MAX_BYTES || file.read(0, 1)[0] !== SEQUENCE) return null;
  const content = envelopeOf(file.read(0, file.size))?.content;
  return content ? bufferSource(content) : null;
}

function envelopeOf(bytes: Buffer): SignedData | undefined {
  if (bytes[0] !== SEQUENCE) return undefined;
  return readOrNothing(() => readSignedDataNode(readAsn1Prefix(bytes, BOUNDS)));
}

/** Removes one of the same bytes; false where there is none. */
function takeFrom(left: Buffer[], wanted: Buffer): boolean {
  const index = left.findIndex((bytes) => bytes.equals(wanted));
  if (index >= 0) left.splice(index, 1);
  return index >= 0;
}
