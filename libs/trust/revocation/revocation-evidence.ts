import type { Certificate, RevocationReason } from '@libro-firma/asn1';

/** Why a CRL or an OCSP response says nothing that may be relied upon. */
export type RevocationProblem =
  | 'SIGNATURE_NOT_VALID'
  | 'RESPONDER_NOT_AUTHORISED'
  /** Certified by the issuer, yet nothing says that it was not revoked since. */
  | 'RESPONDER_STATUS_UNKNOWN'
  | 'ISSUER_MAY_NOT_SIGN_CRLS'
  | 'FROM_THE_FUTURE'
  | 'STALE'
  | 'AFTER_EXPIRY'
  | 'TIMES_CONTRADICT'
  | 'OTHER_SCOPE'
  | 'ONLY_SOME_REASONS'
  | 'ONLY_CHANGES'
  | 'UNKNOWN_CRITICAL_EXTENSION'
  | 'WEAK_ALGORITHM'
  | 'STATUS_UNKNOWN';

/** What one CRL or OCSP response says of one certificate, proven by its signature. Facts, no verdict. */
export interface RevocationEvidence {
  readonly kind: 'OCSP' | 'CRL';
  readonly status: 'GOOD' | 'REVOKED' | 'SUSPENDED' | 'UNKNOWN';
  /** Since when, where it is revoked or suspended. */
  readonly since?: Date;
  readonly reason?: RevocationReason;
  /** When it was made: producedAt of a response, thisUpdate of a CRL. */
  readonly producedAt: Date;
  /** The status was known to be right at this instant. */
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** The source keeps what it knows of certificates that expired from this instant on. */
  readonly keepsExpiredSince?: Date;
  /** Nothing that speaks against it: may be relied upon as far as its times allow. */
  readonly problems: readonly RevocationProblem[];
  /** Whose key signed it, authorised or not. */
  readonly signer?: Certificate;
  /** A BasicOCSPResponse or a CertificateList. */
  readonly der: Buffer;
}

/** Clocks differ: an answer may be this much ahead of ours. */
export const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;
