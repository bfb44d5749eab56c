import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1Prefix, type Asn1Node } from '../encoding/ber-reader';
import { TAG } from '../encoding/tag';
import { booleanOf, octetsOf, oidOf, sequenceOf, smallIntegerOf, textOf } from '../encoding/values';
import { OID } from '../oids';
import { readEvidenceRecordNode, type EvidenceRecord } from './evidence-record';

/** A token with the CRL that goes with it (RFC 5544 §2). */
export interface TimestampAndCrl {
  /** ContentInfo of the token, as it stands. */
  readonly token: Buffer;
  readonly crl: Buffer | undefined;
}

/** TimeStampedData (RFC 5544 §2), the content of a .tsd file. */
export interface TimestampedData {
  readonly version: number;
  readonly dataUri?: string;
  /** The metadata as they stand, and what they say of the file. */
  readonly metadata?: {
    readonly der: Buffer;
    /** The first token covers metadata and content together (RFC 5544 §2). */
    readonly isHashProtected: boolean;
    readonly fileName?: string;
    readonly mediaType?: string;
  };
  /** What was stamped; undefined when it lives elsewhere. */
  readonly content: Buffer | undefined;
  /** Tokens in order, each one over the one before; empty when the evidence is of another kind. */
  readonly tokens: readonly TimestampAndCrl[];
  readonly evidenceRecord?: EvidenceRecord;
}

/**
 * Reads a ContentInfo that holds TimeStampedData.
 *
 * @throws Asn1Error
 * @standard RFC 5544 §2
 */
export function readTimestampedData(bytes: Buffer): TimestampedData {
  const contentInfo = readAsn1Prefix(bytes);
  const [type, wrapped] = sequenceOf(contentInfo);
  if (!type || oidOf(type) !== OID.timestampedData || !wrapped?.isContext(0)) {
    throw new Asn1Error('TYPE', 'the content is no TimeStampedData', contentInfo.start);
  }
  const node = wrapped.only();
  const parts = sequenceOf(node).slice(1);
  const uri = parts.find((part) => part.isUniversal(TAG.ia5String));
  const metadata = parts.find((part) => part.isUniversal(TAG.sequence));
  const content = parts.find((part) => part.isUniversal(TAG.octetString));
  const tokens = parts.find((part) => part.isContext(0));
  const record = parts.find((part) => part.isContext(1));
  return {
    version: smallIntegerOf(node.child(0)),
    ...(uri && { dataUri: textOf(uri) }),
    ...(metadata && { metadata: readMetadata(metadata) }),
    content: content && octetsOf(content),
    tokens: (tokens?.children() ?? []).map((item) => ({
      token: item.child(0).bytes,
      crl: item.children()[1]?.bytes,
    })),
    ...(record && { evidenceRecord: readEvidenceRecordNode(record) }),
  };
}

function readMetadata(node: Asn1Node): NonNullable<TimestampedData['metadata']> {
  const name = node.children().find((part) => part.isUniversal(TAG.utf8String));
  const type = node.children().find((part) => part.isUniversal(TAG.ia5String));
  return {
    der: node.bytes,
    isHashProtected: booleanOf(node.child(0)),
    ...(name && { fileName: textOf(name) }),
    ...(type && { mediaType: textOf(type) }),
  };
}
