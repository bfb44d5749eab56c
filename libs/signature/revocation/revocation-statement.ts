import type { Certificate, RevocationReason } from '@libro-firma/asn1';
import { refuse, accept, type Result } from '@libro-firma/kernel';
import { revocationRefusals } from './revocation.refusals';

/** What a proven OCSP response or CRL says of one certificate. */
export interface RevocationStatement {
  readonly kind: 'OCSP' | 'CRL';
  readonly status: 'GOOD' | 'REVOKED';
  readonly revocationTime?: Date;
  readonly reason?: RevocationReason;
  /** When it was made: producedAt of the response, thisUpdate of the CRL. */
  readonly producedAt: Date;
  /** The status was known to be right at this instant. */
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Who signed it: the certificate's issuer, or the responder that it authorised. */
  readonly signer: Certificate;
  /** A BasicOCSPResponse or a CertificateList. */
  readonly der: Buffer;
}

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
  const latest = Math.max(producedAt.getTime(), thisUpdate.getTime());
  if (latest > wish.now.getTime() + tolerance) {
    return refuse(revocationRefusals.NOT_YET_VALID({ instant: new Date(latest).toISOString() }));
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

/** Both sides write whole seconds. */
function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
