import type { Certificate, RevocationReason } from '@libro-firma/asn1';
import type { RevocationEvidence, RevocationProblem } from './revocation-evidence';

/** What is known of the revocation of one certificate for one instant. */
export type RevocationStatus =
  /** Nobody can be asked: an anchor, or a certificate that names no source, or whose issuer promises never to revoke it. */
  | { readonly state: 'NOT_ASKED' }
  | { readonly state: 'GOOD'; readonly evidence: RevocationEvidence }
  | {
      readonly state: 'REVOKED' | 'SUSPENDED';
      readonly since: Date;
      readonly reason: RevocationReason;
      readonly evidence: RevocationEvidence;
    }
  | { readonly state: 'UNKNOWN'; readonly problems: readonly RevocationProblem[] };

/** The instant for which the question is asked, and whether anything proves that the signature existed by then. */
export interface RevocationInstant {
  readonly time: Date;
  readonly isProven: boolean;
}

/** An answer without a date of the next one is good for this long. */
const UNSTATED_VALIDITY_MILLISECONDS = 24 * 3_600_000;

/**
 * The status out of all evidence. A revocation counts unless a proof of existence lies before it: an instant that
 * somebody merely states proves nothing. A certificate is good only by evidence that may be relied upon and is not
 * older than its own validity at that instant.
 *
 * @standard ETSI EN 319 102-1 §5.2.5, §5.2.6, §5.6.2
 */
export function revocationStatus(
  certificate: Certificate,
  evidence: readonly RevocationEvidence[],
  { time, isProven }: RevocationInstant,
): RevocationStatus {
  const reliable = evidence.filter(({ problems }) => problems.length === 0);
  const against = reliable.find(
    (one) => isAgainst(one, reliable) && !(isProven && one.since !== undefined && one.since > time),
  );
  if (against) {
    const state = against.status === 'SUSPENDED' ? 'SUSPENDED' : 'REVOKED';
    const { since = against.thisUpdate, reason = 'unspecified' } = against;
    return { state, since, reason, evidence: against };
  }
  const problems = new Set(evidence.flatMap((one) => one.problems));
  for (const one of reliable) {
    const problem = timeProblem(one, certificate, time);
    if (!problem) return { state: 'GOOD', evidence: one };
    problems.add(problem);
  }
  if (evidence.length === 0 && !canBeAsked(certificate)) return { state: 'NOT_ASKED' };
  return { state: 'UNKNOWN', problems: [...problems] };
}

/** A revocation is for good; a hold ends with the next answer that no longer knows of it (RFC 5280 §5.3.1). */
function isAgainst(one: RevocationEvidence, all: readonly RevocationEvidence[]): boolean {
  if (one.status === 'REVOKED') return true;
  const isLifted = all.some(({ status, thisUpdate }) => status === 'GOOD' && thisUpdate > one.thisUpdate);
  return one.status === 'SUSPENDED' && !isLifted;
}

/** True when the certificate names a source, and its issuer does not promise that there will be no answer. */
export function canBeAsked({ extensions }: Certificate): boolean {
  if (extensions.noCheck || extensions.validityAssured) return false;
  return extensions.ocspUrls.length > 0 || extensions.crlDistributionPoints.length > 0;
}

function timeProblem(
  { thisUpdate, nextUpdate, keepsExpiredSince }: RevocationEvidence,
  { notAfter }: Certificate,
  time: Date,
): RevocationProblem | undefined {
  const end = nextUpdate?.getTime() ?? thisUpdate.getTime() + UNSTATED_VALIDITY_MILLISECONDS;
  if (thisUpdate < time && end < time.getTime()) return 'STALE';
  // Sources forget what has expired, unless they say that they do not.
  const isKept = keepsExpiredSince !== undefined && keepsExpiredSince <= notAfter;
  return thisUpdate > notAfter && !isKept ? 'AFTER_EXPIRY' : undefined;
}
