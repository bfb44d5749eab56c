import {
  der,
  OID,
  oidOf,
  octetsOf,
  readAlgorithmIdentifier,
  readOrNothing,
  readSignedDataNode,
  sequenceOf,
  toDer,
  valuesOf,
  type Asn1Node,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { digestName, digestOf } from '@libro-firma/trust';
import { contentOfBuffer, type SignedContent } from '../cms/signed-content';

/**
 * What an archive-time-stamp-v3 stamps: type of the content, digest of the content, the signer without unsigned
 * attributes, and the index of hashes that the token carries. Undefined when the token has no index, or when the index
 * names something that the signature does not hold: what was stamped was then not this.
 *
 * @standard ETSI EN 319 122-1 §5.5.2, §5.5.3
 */
export function archiveImprintV3(
  token: Asn1Node,
  data: SignedData,
  signer: SignerInfo,
  content: SignedContent,
): Pick<SignedContent, 'digest'> | undefined {
  const index = readOrNothing(() => hashIndexOf(token));
  if (!index || !readOrNothing(() => isIndexHeld(index, data, signer))) return undefined;
  return archiveImprintOver(data, signer, content, toDer(index.value));
}

/**
 * What is stamped, for an index of hashes that stands in no token yet or is known to be right.
 *
 * @standard ETSI EN 319 122-1 §5.5.3
 */
export function archiveImprintOver(
  data: SignedData,
  signer: SignerInfo,
  content: Pick<SignedContent, 'digest'>,
  index: Buffer,
): Pick<SignedContent, 'digest'> {
  const [type] = sequenceOf(data.node.child(2));
  // Version, signer, digest algorithm, signed attributes, signature algorithm, value (RFC 5652 §5.3)
  const signerParts = sequenceOf(signer.node).filter((part) => !part.isContext(1));
  return {
    digest: (name) =>
      contentOfBuffer(
        Buffer.concat([
          type?.bytes ?? Buffer.alloc(0),
          content.digest(name),
          ...signerParts.map(toDer),
          index,
        ]),
      ).digest(name),
  };
}

interface HashIndex {
  readonly oid: string;
  readonly value: Asn1Node;
}

function hashIndexOf(token: Asn1Node): HashIndex | undefined {
  const [authority] = readSignedDataNode(token).signers;
  for (const oid of [OID.archiveHashIndexV3, OID.archiveHashIndex]) {
    const [value] = valuesOf(authority?.unsignedAttributes, oid);
    if (value) return { oid, value };
  }
  return undefined;
}

/** Every hash of the index is that of a certificate, a revocation value or an unsigned attribute that is there. */
function isIndexHeld({ oid, value }: HashIndex, data: SignedData, signer: SignerInfo): boolean {
  const parts = sequenceOf(value);
  const lists = parts.slice(-3);
  const algorithm = parts.length > 3 ? parts[0] : undefined;
  const digest = digestName(algorithm ? readAlgorithmIdentifier(algorithm).oid : OID.sha256);
  if (lists.length < 3 || digest === undefined) return false;
  const held = [
    elementsOf(data.certificateSet),
    elementsOf(data.crlSet),
    oid === OID.archiveHashIndex ? wholeAttributes(signer) : singleValues(signer),
  ];
  return lists.every((list, place) => {
    const present = new Set((held[place] ?? []).map((bytes) => digestOf(digest, bytes).toString('hex')));
    return sequenceOf(list).every((hash) => present.has(octetsOf(hash).toString('hex')));
  });
}

function elementsOf(set: Asn1Node | undefined): Buffer[] {
  return (set?.children() ?? []).flatMap((item) => [item.bytes, toDer(item)]);
}

/** The older index hashes each attribute whole; what is stamped may since have been encoded anew. */
function wholeAttributes(signer: SignerInfo): Buffer[] {
  return (signer.unsignedAttributes?.node.children() ?? []).flatMap((item) => [item.bytes, toDer(item)]);
}

/** The newer one hashes each value of an attribute behind the attribute's type (§5.5.2, version 3). */
function singleValues(signer: SignerInfo): Buffer[] {
  return (signer.unsignedAttributes?.list ?? []).flatMap(({ oid, values }) =>
    values.flatMap((item) => [item.bytes, toDer(item)].map((bytes) => Buffer.concat([der.oid(oid), bytes]))),
  );
}

/** Type of an attribute by its element. @throws Asn1Error */
export function attributeType(attribute: Asn1Node): string {
  return oidOf(attribute.child(0));
}
