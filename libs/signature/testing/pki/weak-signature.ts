import { sign } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import { signatureIdentifier } from '../../algorithms/creation-algorithms';
import { signWith } from '../../keys/sign-with';
import type { TestHolder } from './test-authority';

/** AlgorithmIdentifier and value of a signature. */
export interface IdentifiedValue {
  readonly algorithm: Buffer;
  readonly value: Buffer;
}

/** Signs as the holder does, or over SHA-1, as nobody should any more: the product itself cannot. */
export function identifiedValue(holder: TestHolder, bytes: Buffer, isWeak = false): IdentifiedValue {
  if (!isWeak) {
    return {
      algorithm: signatureIdentifier(holder.algorithm),
      value: signWith(holder.key, holder.algorithm, bytes),
    };
  }
  const isCurve = holder.key.asymmetricKeyType === 'ec';
  return {
    algorithm: isCurve
      ? der.sequence(der.oid(OID.ecdsaWithSha1))
      : der.sequence(der.oid(OID.sha1WithRsa), der.null()),
    value: sign('sha1', bytes, holder.key),
  };
}
