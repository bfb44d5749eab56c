import type { Refusal } from '@libro-firma/kernel';
import { signatureBooksRefusals as refusals } from './signature-books.refusals';

/** What a signature must be for the route to go on: qualified by the trusted lists, or valid by whom this installation trusts. */
export const WANTED_SIGNATURES = ['qualified', 'valid'] as const;
export type WantedSignature = (typeof WANTED_SIGNATURES)[number];

/** What verification says of one signature, as far as a verdict rests on it. */
export interface VerifiedSignature {
  readonly indication: string;
  readonly subIndication: string | null;
  readonly integrity: string;
  readonly signer: { readonly taxCode: string | null } | null;
  readonly qualification: { readonly level: string } | null;
  readonly chain: readonly {
    readonly revocation: { readonly state: string; readonly since: string | null };
  }[];
}

export type SignatureVerdict =
  | { readonly kind: 'COUNTS' }
  | { readonly kind: 'REFUSED'; readonly refusal: Refusal }
  /** Neither: the signature is intact and of its signer, and what says the rest is not at hand now. */
  | { readonly kind: 'WAITS'; readonly why: string };

const FIRST_TRY_AFTER_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** When a signature that waits is judged again: soon at first, hourly in the end, for as long as it takes. */
export function nextTryAfter(now: Date, tries: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_TRY_AFTER_MS * 2 ** Math.min(tries, 10), LONGEST_WAIT_MS));
}

const QUALIFIED = ['QESig', 'QESeal'];

export interface ExpectedSignature {
  readonly taxCode: string;
  readonly wanted: WantedSignature;
  /** When its value came from the device: the only instant of it that is known here without a timestamp. */
  readonly receivedAt: Date;
}

/**
 * Only a definite no is a refusal: what cannot be judged now waits, for unknown is not invalid (EN 319 102-1 §5.1.3).
 * `signature` is that of the task's own holder on the whole file; undefined where there is none.
 */
export function judgeSignature(
  signature: VerifiedSignature | undefined,
  expected: ExpectedSignature,
): SignatureVerdict {
  const no = (refusal: Refusal): SignatureVerdict => ({ kind: 'REFUSED', refusal });
  if (!signature || signature.integrity === 'BROKEN') return no(refusals.SIGNATURE_NOT_VALID());
  if (signature.signer?.taxCode?.toUpperCase() !== expected.taxCode.toUpperCase())
    return no(refusals.SIGNED_BY_SOMEBODY_ELSE());
  if (signature.indication === 'TOTAL_FAILED') return no(refusals.SIGNATURE_NOT_VALID());
  if (wasRevoked(signature, expected.receivedAt)) return no(refusals.CERTIFICATE_REVOKED());
  if (signature.indication === 'INDETERMINATE')
    return { kind: 'WAITS', why: signature.subIndication ?? 'INDETERMINATE' };
  if (expected.wanted === 'valid') return { kind: 'COUNTS' };
  const level = signature.qualification?.level ?? 'NOT_DETERMINABLE';
  if (QUALIFIED.includes(level)) return { kind: 'COUNTS' };
  return level === 'NOT_DETERMINABLE'
    ? { kind: 'WAITS', why: 'QUALIFICATION_NOT_DETERMINABLE' }
    : no(refusals.NOT_QUALIFIED({ level }));
}

/** A certificate of the chain was revoked when the signature came: what is claimed of an earlier moment proves nothing. */
function wasRevoked({ chain }: VerifiedSignature, receivedAt: Date): boolean {
  return chain.some(
    ({ revocation: { state, since } }) =>
      state === 'REVOKED' && (since === null || new Date(since) <= receivedAt),
  );
}
