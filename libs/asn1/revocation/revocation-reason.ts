/** Reasons of a revocation by their number (RFC 5280 §5.3.1); 7 is not used. */
const REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export type RevocationReason = Exclude<(typeof REASONS)[number], undefined>;

/**
 * The reason of this number; a number that no standard knows counts as unspecified.
 *
 * @standard RFC 5280 §5.3.1
 */
export function revocationReason(number: number): RevocationReason {
  return REASONS[number] ?? 'unspecified';
}

/**
 * Number of a reason, as CRLs and OCSP write it.
 *
 * @standard RFC 5280 §5.3.1
 */
export function reasonNumber(reason: RevocationReason): number {
  return REASONS.indexOf(reason);
}

/** Bits of ReasonFlags (RFC 5280 §4.2.1.13), in order. */
export const REASON_FLAGS = [
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
