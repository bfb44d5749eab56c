import { readAsn1 } from '../encoding/ber-reader';
import { TAG } from '../encoding/tag';
import { booleanOf, integerOf, octetsOf, oidOf, sequenceOf, smallIntegerOf } from '../encoding/values';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier';

/** TimeStampReq (RFC 3161 §2.4.1). */
export interface TimestampRequest {
  readonly version: number;
  readonly digestAlgorithm: string;
  readonly messageImprint: Buffer;
  readonly policy?: string;
  readonly nonce?: bigint;
  /** The token must hold the authority's certificate. */
  readonly wantsCertificate: boolean;
}

const REQUEST_BOUNDS = { maxBytes: 64 * 1024, maxNodes: 1000, maxDepth: 24 };

/**
 * Reads a TimeStampReq of at most 64 KiB.
 *
 * @throws Asn1Error
 * @standard RFC 3161 §2.4.1
 */
export function readTimestampRequest(bytes: Buffer): TimestampRequest {
  const node = readAsn1(bytes, REQUEST_BOUNDS);
  const [, , ...optional] = sequenceOf(node);
  const imprint = node.child(1);
  const policy = optional.find((part) => part.isUniversal(TAG.objectIdentifier));
  const nonce = optional.find((part) => part.isUniversal(TAG.integer));
  const flag = optional.find((part) => part.isUniversal(TAG.boolean));
  return {
    version: smallIntegerOf(node.child(0)),
    digestAlgorithm: readAlgorithmIdentifier(imprint.child(0)).oid,
    messageImprint: octetsOf(imprint.child(1)),
    ...(policy && { policy: oidOf(policy) }),
    ...(nonce && { nonce: integerOf(nonce) }),
    wantsCertificate: flag ? booleanOf(flag) : false,
  };
}
