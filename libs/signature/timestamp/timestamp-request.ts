import { der, OID } from '@libro-firma/asn1';
import { DIGEST_BYTES, type DigestAlgorithm } from '../algorithms/creation-algorithms';

/** What is asked of a time-stamping authority. */
export interface TimestampQuestion {
  /** Digest of what is to be stamped. */
  readonly imprint: Buffer;
  readonly digest: DigestAlgorithm;
  readonly nonce: bigint;
  readonly policy?: string;
}

/**
 * TimeStampReq in DER, asking for the authority's certificate (RFC 3161 §2.4.1).
 *
 * @throws Error when the imprint is no digest of that algorithm: a bug of the caller
 */
export function writeTimestampRequest({ imprint, digest, nonce, policy }: TimestampQuestion): Buffer {
  if (imprint.length !== DIGEST_BYTES[digest]) throw new Error('the imprint is no digest of this algorithm');
  return der.sequence(
    der.integer(1),
    der.sequence(der.sequence(der.oid(OID[digest]), der.null()), der.octetString(imprint)),
    ...(policy === undefined ? [] : [der.oid(policy)]),
    der.integer(nonce),
    der.boolean(true),
  );
}
