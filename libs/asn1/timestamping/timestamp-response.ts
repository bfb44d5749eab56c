import { readAsn1 } from '../encoding/ber-reader';
import { TAG } from '../encoding/tag';
import { bitStringOf, namedBits, sequenceOf, smallIntegerOf, textOf } from '../encoding/values';

/** PKIStatus (RFC 3161 §2.4.2); a number that is not defined reads as `rejection`. */
const STATUSES = [
  'granted',
  'grantedWithMods',
  'rejection',
  'waiting',
  'revocationWarning',
  'revocationNotification',
] as const;
export type TimestampStatus = (typeof STATUSES)[number];

/** PKIFailureInfo by its bits (RFC 3161 §2.4.2). */
const FAILURES: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
};

/** TimeStampResp (RFC 3161 §2.4.2). */
export interface TimestampResponse {
  readonly status: TimestampStatus;
  readonly statusTexts: readonly string[];
  readonly failures: readonly string[];
  /** The token, a ContentInfo as it stands; a view of the bytes that were read. */
  readonly token: Buffer | undefined;
}

const RESPONSE_BOUNDS = { maxBytes: 1024 * 1024, maxNodes: 20_000, maxDepth: 48 };

/**
 * Reads a TimeStampResp of at most 1 MiB.
 *
 * @throws Asn1Error
 * @standard RFC 3161 §2.4.2
 */
export function readTimestampResponse(bytes: Buffer): TimestampResponse {
  const node = readAsn1(bytes, RESPONSE_BOUNDS);
  const [status, token] = sequenceOf(node);
  const parts = status ? sequenceOf(status) : [];
  const texts = parts.find((part) => part.isUniversal(TAG.sequence));
  const failure = parts.find((part) => part.isUniversal(TAG.bitString));
  const number = smallIntegerOf(node.child(0).child(0));
  return {
    status: STATUSES[number] ?? 'rejection',
    statusTexts: (texts?.children() ?? []).map(textOf),
    failures: failure ? namedBits(bitStringOf(failure)).flatMap((bit) => FAILURES[bit] ?? []) : [],
    token: token?.bytes,
  };
}
