import {
  der,
  element,
  OID,
  sequenceOf,
  toDer,
  type Asn1Node,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';

/** What is added to a SignedData; what is there stays as it is encoded and in its order. */
export interface SignedDataAdditions {
  /** DER; those that are there already are not added again. */
  readonly certificates?: readonly Buffer[];
  /** Members of the field `crls`: CRLs, and other formats with their tag [1]. */
  readonly revocation?: readonly Buffer[];
  /** AlgorithmIdentifiers of digests. */
  readonly digests?: readonly Buffer[];
  /** SignerInfos. */
  readonly signers?: readonly Buffer[];
  /** New encodings of signers, by the signer they take the place of. */
  readonly replaced?: ReadonlyMap<SignerInfo, Buffer>;
}

const OTHER_REVOCATION = 0xa1;

/**
 * A ContentInfo with what is added. Only the frames around the parts are written anew, with definite lengths; every
 * part, the content included, keeps its bytes and its place.
 *
 * @standard RFC 5652 §5.1
 */
export function editSignedData(data: SignedData, additions: SignedDataAdditions): Buffer {
  const [, digests, encapsulated] = sequenceOf(data.node);
  const { certificates = [], revocation = [], signers = [], replaced } = additions;
  const signerBytes = data.signers.map((signer) => replaced?.get(signer) ?? signer.node.bytes);
  const crls = grown(data.crlSet, revocation);
  const signedData = der.sequence(
    der.integer(versionOf(data, revocation)),
    element(0x31, ...grown(digests, additions.digests ?? [])),
    encapsulated?.bytes ?? Buffer.alloc(0),
    ...set(0xa0, grown(data.certificateSet, certificates)),
    ...set(0xa1, crls),
    element(0x31, ...signerBytes, ...signers),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

function set(identifier: number, members: readonly Buffer[]): readonly Buffer[] {
  return members.length > 0 ? [element(identifier, ...members)] : [];
}

/** The members of a set as they stand, and behind them those that it lacks. */
function grown(node: Asn1Node | undefined, added: readonly Buffer[]): readonly Buffer[] {
  const kept = node?.children() ?? [];
  const known = new Set(kept.flatMap((item) => [key(item.bytes), key(toDer(item))]));
  const fresh = added.filter((bytes) => {
    const isNew = !known.has(key(bytes));
    known.add(key(bytes));
    return isNew;
  });
  return [...kept.map((item) => item.bytes), ...fresh];
}

function key(bytes: Buffer): string {
  return bytes.toString('latin1');
}

/** Revocation data of another format than CRLs ask for version 5 (RFC 5652 §5.1). */
function versionOf({ version }: SignedData, revocation: readonly Buffer[]): number {
  return revocation.some((bytes) => bytes[0] === OTHER_REVOCATION) ? 5 : version;
}

/** A SignerInfo with further unsigned attributes behind those that it has; every part keeps its bytes. */
export function withUnsignedAttributes(signer: SignerInfo, attributes: readonly Buffer[]): Buffer {
  const parts = sequenceOf(signer.node);
  const kept = signer.unsignedAttributes?.node;
  const rest = parts.filter((part) => part !== kept).map((part) => part.bytes);
  const members = (kept?.children() ?? []).map((item) => item.bytes);
  return der.sequence(...rest, element(0xa1, ...members, ...attributes));
}
