import type { Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import type { RevocationEvidence, RevocationProblem } from '@libro-firma/trust';
import { revocationRefusals } from './revocation.refusals';

/** What a proven OCSP response or CRL says of one certificate. */
export interface RevocationStatement extends RevocationEvidence {
  readonly status: 'GOOD' | 'REVOKED' | 'SUSPENDED';
  /** Who signed it: the certificate's issuer, or the responder that it authorised. */
  readonly signer: Certificate;
  /** Where and when it was fetched; absent for one that came otherwise. */
  readonly fetched?: { readonly url: string; readonly at: Date };
}

/**
 * Takes evidence as a statement, or tells by a refusal what speaks against it. A responder whose own status is open is
 * taken: whoever keeps the statement has to prove the responder too.
 *
 * @standard RFC 6960 §3.2; RFC 5280 §6.3.3
 */
export function statementOf(evidence: RevocationEvidence): Result<RevocationStatement> {
  const { status, signer } = evidence;
  const problem = evidence.problems.find((one) => one !== 'RESPONDER_STATUS_UNKNOWN');
  if (problem) return refuse(REFUSALS[problem](evidence));
  if (!signer || status === 'UNKNOWN') return refuse(revocationRefusals.STATUS_UNKNOWN());
  return accept({ ...evidence, status, signer });
}

const notCovered =
  (reason: string): (() => Refusal) =>
  () =>
    revocationRefusals.NOT_COVERED({ reason });

const REFUSALS: Readonly<
  Record<Exclude<RevocationProblem, 'RESPONDER_STATUS_UNKNOWN'>, (evidence: RevocationEvidence) => Refusal>
> = {
  SIGNATURE_NOT_VALID: () => revocationRefusals.VALUE_INVALID(),
  RESPONDER_NOT_AUTHORISED: () => revocationRefusals.SIGNER_NOT_AUTHORISED(),
  ISSUER_MAY_NOT_SIGN_CRLS: () => revocationRefusals.SIGNER_NOT_AUTHORISED(),
  FROM_THE_FUTURE: ({ producedAt, thisUpdate }) =>
    revocationRefusals.NOT_YET_VALID({ instant: latest(producedAt, thisUpdate).toISOString() }),
  TIMES_CONTRADICT: () => revocationRefusals.TIMES_CONTRADICT(),
  STALE: ({ nextUpdate, thisUpdate }) =>
    revocationRefusals.STALE({ instant: (nextUpdate ?? thisUpdate).toISOString() }),
  AFTER_EXPIRY: notCovered('after its expiry'),
  OTHER_SCOPE: notCovered('other scope'),
  ONLY_SOME_REASONS: notCovered('some reasons only'),
  ONLY_CHANGES: notCovered('delta CRL'),
  UNKNOWN_CRITICAL_EXTENSION: () => revocationRefusals.UNKNOWN_EXTENSION(),
  WEAK_ALGORITHM: () => revocationRefusals.WEAK_ALGORITHM(),
  STATUS_UNKNOWN: () => revocationRefusals.STATUS_UNKNOWN(),
};

/** When a statement is good enough. */
export interface FreshnessWish {
  readonly now: Date;
  /** It must not have been made before this instant: the best proven time of the signature. */
  readonly notBefore?: Date;
  /** How far clocks may differ; one minute by default. */
  readonly toleranceMilliseconds?: number;
}

/**
 * Takes a statement only while it lasts, and only if it is not older than what it should prove. Refuses
 * `REVOCATION_NOT_YET_VALID`, `REVOCATION_STALE`, `REVOCATION_BEFORE_SIGNATURE`.
 *
 * @standard RFC 6960 §4.2.2.1; RFC 5280 §6.3.3; ETSI EN 319 102-1 §5.2.5.4
 */
export function judgeFreshness(
  statement: RevocationStatement,
  wish: FreshnessWish,
): Result<RevocationStatement> {
  const tolerance = wish.toleranceMilliseconds ?? 60_000;
  const { producedAt, thisUpdate, nextUpdate } = statement;
  const made = latest(producedAt, thisUpdate);
  if (made.getTime() > wish.now.getTime() + tolerance) {
    return refuse(revocationRefusals.NOT_YET_VALID({ instant: made.toISOString() }));
  }
  if (nextUpdate && nextUpdate.getTime() < wish.now.getTime() - tolerance) {
    return refuse(revocationRefusals.STALE({ instant: nextUpdate.toISOString() }));
  }
  // What is proven is the status at thisUpdate: a response made later from older knowledge proves no more.
  if (wish.notBefore && seconds(thisUpdate) < seconds(wish.notBefore) && statement.status === 'GOOD') {
    return refuse(revocationRefusals.BEFORE_SIGNATURE({ instant: thisUpdate.toISOString() }));
  }
  return accept(statement);
}

function latest(left: Date, right: Date): Date {
  return left > right ? left : right;
}

/** Both sides write whole seconds. */
function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
