import { readAsn1Prefix, type Asn1Node } from '../encoding/ber-reader';
import { TAG } from '../encoding/tag';
import { octetsOf, oidOf, sequenceOf, smallIntegerOf } from '../encoding/values';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier';

/** ArchiveTimeStamp (RFC 4998 §4.1). */
export interface ArchiveTimestamp {
  /** OID; undefined when the token's own digest counts (§4.1). */
  readonly digestAlgorithm: string | undefined;
  /** Reduced hash tree: partial lists from the leaves to the root; empty when the token covers the one hash. */
  readonly hashTree: readonly (readonly Buffer[])[];
  /** ContentInfo of the token, as it stands. */
  readonly token: Buffer;
}

/** A run of archive timestamps with one digest algorithm; its encoding is what the next chain covers (§5.2). */
export interface ArchiveTimestampChain {
  readonly der: Buffer;
  readonly timestamps: readonly ArchiveTimestamp[];
}

/** EvidenceRecord (RFC 4998 §3.1). */
export interface EvidenceRecord {
  readonly version: number;
  readonly digestAlgorithms: readonly string[];
  /** Type of encryption of the archived data, where they were encrypted (§6). */
  readonly encryption: string | undefined;
  readonly chains: readonly ArchiveTimestampChain[];
}

/**
 * Reads the EvidenceRecord at the start of `bytes`.
 *
 * @throws Asn1Error
 * @standard RFC 4998 §3.1
 */
export function readEvidenceRecord(bytes: Buffer): EvidenceRecord {
  const node = readAsn1Prefix(bytes);
  sequenceOf(node);
  return readEvidenceRecordNode(node);
}

/**
 * As {@link readEvidenceRecord}, also from an element that is implicitly tagged.
 *
 * @throws Asn1Error
 * @standard RFC 4998 §3.1
 */
export function readEvidenceRecordNode(node: Asn1Node): EvidenceRecord {
  const encryption = node.children().find((part) => part.isContext(1));
  const sequence = node
    .children()
    .slice(2)
    .find((part) => part.isUniversal(TAG.sequence));
  return {
    version: smallIntegerOf(node.child(0)),
    digestAlgorithms: sequenceOf(node.child(1)).map((item) => readAlgorithmIdentifier(item).oid),
    encryption: encryption && oidOf(encryption.child(0)),
    chains: (sequence?.children() ?? []).map((chain) => ({
      der: chain.bytes,
      timestamps: sequenceOf(chain).map(readArchiveTimestamp),
    })),
  };
}

function readArchiveTimestamp(node: Asn1Node): ArchiveTimestamp {
  const parts = sequenceOf(node);
  const digest = parts.find((part) => part.isContext(0));
  const tree = parts.find((part) => part.isContext(2));
  return {
    digestAlgorithm: digest && oidOf(digest.child(0)),
    hashTree: (tree?.children() ?? []).map((list) => sequenceOf(list).map(octetsOf)),
    token: node.child(parts.length - 1).bytes,
  };
}
