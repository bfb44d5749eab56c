import { OID, valuesOf, type Certificate, type SignerInfo } from '@libro-firma/asn1';
import { contentOfBuffer, type SignedContent } from '../cms/signed-content';
import type { TimestampKind } from '../validation/report/validation-report';
import { examineTimestamp, type TimestampFacts } from './examine-timestamp';

/** A timestamp beside or inside a signature; without facts it could not be read. */
export interface AttachedTimestamp {
  readonly kind: TimestampKind;
  readonly facts: TimestampFacts | undefined;
}

const MAX_TIMESTAMPS = 50;

/**
 * Timestamps over the signature value, and over the content before it was signed.
 *
 * @standard ETSI EN 319 122-1 §5.3, §5.2.8
 */
export function attachedTimestamps(
  signer: SignerInfo,
  content: SignedContent,
  certificates: readonly Certificate[] = [],
): readonly AttachedTimestamp[] {
  const value = contentOfBuffer(signer.signature);
  const later = valuesOf(signer.unsignedAttributes, OID.signatureTimestamp).slice(0, MAX_TIMESTAMPS);
  const earlier = valuesOf(signer.signedAttributes, OID.contentTimestamp).slice(0, MAX_TIMESTAMPS);
  return [
    ...earlier.map((token) => ({
      kind: 'CONTENT_TIMESTAMP' as const,
      facts: examineTimestamp(token, content, certificates),
    })),
    ...later.map((token) => ({
      kind: 'SIGNATURE_TIMESTAMP' as const,
      facts: examineTimestamp(token, value, certificates),
    })),
  ];
}
