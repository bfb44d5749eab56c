import type { RevocationReason } from '@libro-firma/asn1';

/** Why a CRL or an OCSP response says nothing that may be relied upon. */
export type RevocationProblem =
  | 'SIGNATURE_NOT_VALID'
  | 'RESPONDER_NOT_AUTHORISED'
  | 'RESPONDER_REVOKED'
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
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** The source keeps what it knows of certificates that expired from this instant on. */
  readonly keepsExpiredSince?: Date;
  /** Nothing that speaks against it: may be relied upon as far as its times allow. */
  readonly problems: readonly RevocationProblem[];
  /** SHA-256 of the DER, in hexadecimal: its name in reports. */
  readonly sha256: string;
}

/** Clocks differ: an answer may be this much ahead of ours. */
export const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;
