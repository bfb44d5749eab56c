import type { Result } from '@libro-firma/kernel';
import { concatSource, type ByteSource } from './byte-source';
import { digestByteRange, embedSignature, type DigestAlgorithm } from './embed-signature';
import { prepareSignature } from './prepare-signature';
import type { PreparedIncrement } from './signature-request';

/** A document timestamp that lacks only its token. */
export interface PreparedDocumentTimestamp {
  readonly prepared: PreparedIncrement;
  /** Digest of all that the token will cover. */
  readonly imprint: Buffer;
}

/**
 * Prepares a document timestamp over the whole file as an appended revision, and the digest that an authority stamps.
 * Refuses as `prepareSignature`.
 *
 * @standard ETSI EN 319 142-1 §5.4.3; ISO 32000-2 §12.8.5
 */
export function prepareDocumentTimestamp(
  source: ByteSource,
  request: { readonly reservedBytes: number; readonly digest: DigestAlgorithm; readonly fieldName?: string },
): Result<PreparedDocumentTimestamp> {
  const { reservedBytes, digest, fieldName } = request;
  const prepared = prepareSignature(source, {
    subFilter: 'ETSI.RFC3161',
    reservedBytes,
    ...(fieldName !== undefined && { fieldName }),
  });
  if (!prepared.ok) return prepared;
  const whole = concatSource(source, prepared.value.increment);
  const imprint = digestByteRange(whole, prepared.value.byteRange, digest);
  return { ok: true, value: { prepared: prepared.value, imprint } };
}

/**
 * The increment with the token in its place. Refuses `PDF_SIGNATURE_TOO_LARGE` when the room does not suffice.
 *
 * @standard ETSI EN 319 142-1 §5.4.3; ISO 32000-2 §12.8.5
 */
export function completeDocumentTimestamp(
  { prepared }: PreparedDocumentTimestamp,
  token: Buffer,
): Result<Buffer> {
  return embedSignature(prepared, token);
}
