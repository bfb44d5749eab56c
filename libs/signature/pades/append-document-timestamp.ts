import { accept, refuse, type Result } from '@libro-firma/kernel';
import {
  completeDocumentTimestamp,
  pdfRefusals,
  prepareDocumentTimestamp,
  type ByteSource,
} from '@libro-firma/pdf';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';
import type { TimestampSource } from '../timestamp/timestamp-client';

/** Room for a token with the certificates of its authority. */
const USUAL_TOKEN_BYTES = 10 * 1024;
const MARGIN_BYTES = 2 * 1024;

/**
 * A document timestamp over the whole file: the bytes to append. A token larger than the room is asked for again with
 * room enough, since what it covers has changed with the room.
 *
 * @standard ETSI EN 319 142-1 §5.4.3
 */
export async function appendDocumentTimestamp(
  source: ByteSource,
  timestamps: TimestampSource,
  digest: DigestAlgorithm = 'sha256',
): Promise<Result<{ readonly increment: Buffer; readonly time: Date }>> {
  let reservedBytes = USUAL_TOKEN_BYTES;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const prepared = prepareDocumentTimestamp(source, { reservedBytes, digest });
    if (!prepared.ok) return prepared;
    const token = await timestamps.stamp(prepared.value.imprint, digest);
    if (!token.ok) return token;
    const increment = completeDocumentTimestamp(prepared.value, token.value.der);
    if (increment.ok) return accept({ increment: increment.value, time: token.value.time });
    if (increment.refusal.code !== pdfRefusals.SIGNATURE_TOO_LARGE.code) return increment;
    reservedBytes = token.value.der.length + MARGIN_BYTES;
  }
  return refuse(pdfRefusals.SIGNATURE_TOO_LARGE({ size: reservedBytes, limit: reservedBytes }));
}
