import { createHash } from 'node:crypto';
import { OID } from '@libro-firma/asn1';
import { accept, type Result } from '@libro-firma/kernel';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';
import { attribute } from '../cms/signed-attributes';
import type { TimestampToken } from './judge-token';
import type { TimestampSource } from './timestamp-client';

/** A timestamp over a signature value, and the unsigned attribute that holds it. */
export interface StampedValue {
  readonly token: TimestampToken;
  /** The whole Attribute, DER but for the token inside, which stays as its authority wrote it. */
  readonly attribute: Buffer;
}

/**
 * The attribute signature-time-stamp over a signature value.
 *
 * @standard ETSI EN 319 122-1 §5.3
 */
export async function stampValue(
  value: Buffer,
  digest: DigestAlgorithm,
  timestamps: TimestampSource,
): Promise<Result<StampedValue>> {
  const token = await timestamps.stamp(createHash(digest).update(value).digest(), digest);
  if (!token.ok) return token;
  return accept({ token: token.value, attribute: attribute(OID.signatureTimestamp, token.value.der) });
}
