import { accept, type Result } from '@libro-firma/kernel';
import { concatSource, embedSignature, pdfRefusals, type ByteSource } from '@libro-firma/pdf';
import { writeSignedData } from '../cms/write-signed-data';
import { stampValue } from '../timestamp/stamp-value';
import type { TimestampSource } from '../timestamp/timestamp-client';
import { appendDocumentTimestamp } from './append-document-timestamp';
import { verifyPrepared, type PadesCertificates } from './complete-pades';
import { verifiedIdentity } from './embed-value';
import type { PreparedPades } from './prepared-pades';

/** A signature, and what came of its timestamp. */
export interface TimestampedPades {
  readonly increment: Buffer;
  /**
   * Where the proven time stands: in the signature, or, where the room that was kept for it did not suffice, in a
   * document timestamp behind it; or why there is none. The signature stands in any case: it was made.
   */
  readonly timestamp: Result<{ readonly time: Date; readonly place: 'SIGNATURE' | 'DOCUMENT' }>;
}

/**
 * Second phase of a PAdES B-T signature: as `completePades`, with a timestamp over the value in the CMS. When
 * signature and token do not fit into the room kept, the chain is left out of the CMS; when that does not help, a
 * document timestamp follows the signature, which gives the same level.
 *
 * @standard ETSI EN 319 142-1 §6.3; ETSI EN 319 122-1 §5.3
 */
export async function completePadesWithTimestamp(
  source: ByteSource,
  prepared: PreparedPades,
  signatureValue: Buffer,
  certificates: PadesCertificates,
  timestamps: TimestampSource,
): Promise<Result<TimestampedPades>> {
  const identity = verifyPrepared(source, prepared, certificates);
  if (!identity.ok) return identity;
  const verified = verifiedIdentity(prepared, signatureValue, identity.value);
  if (!verified.ok) return verified;
  const { algorithm, certificate, chain } = verified.value;
  const parts = {
    algorithm,
    signedAttributes: prepared.signedAttributes,
    value: signatureValue,
    certificate,
  };
  const embed = (unsignedAttributes: readonly Buffer[], others: readonly Buffer[]): Result<Buffer> =>
    embedSignature(prepared.prepared, writeSignedData({ ...parts, chain: others, unsignedAttributes }));
  const isTooLarge = (result: Result<Buffer>): boolean =>
    !result.ok && result.refusal.code === pdfRefusals.SIGNATURE_TOO_LARGE.code;

  const stamped = await stampValue(signatureValue, algorithm.digest, timestamps);
  if (!stamped.ok) {
    const plain = embed([], chain);
    return plain.ok ? accept({ increment: plain.value, timestamp: stamped }) : plain;
  }
  const { token, attribute } = stamped.value;
  const whole = embed([attribute], chain);
  const lean = isTooLarge(whole) ? embed([attribute], []) : whole;
  if (!isTooLarge(lean)) {
    const timestamp = accept({ time: token.time, place: 'SIGNATURE' as const });
    return lean.ok ? accept({ increment: lean.value, timestamp }) : lean;
  }
  const plain = embed([], chain);
  if (!plain.ok) return plain;
  const signed = concatSource(source, plain.value);
  const behind = await appendDocumentTimestamp(signed, timestamps, algorithm.digest);
  if (!behind.ok) return accept({ increment: plain.value, timestamp: behind });
  return accept({
    increment: Buffer.concat([plain.value, behind.value.increment]),
    timestamp: accept({ time: behind.value.time, place: 'DOCUMENT' as const }),
  });
}
