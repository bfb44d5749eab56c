import type { Text } from '@libro-firma/kernel';

/** Main indications of EN 319 102-1 §5.1.2. */
export type Indication = 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED';

/** Sub-indications of EN 319 102-1 §5.1.3, those that the checks here can give. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'TRY_LATER';

export type Integrity = 'INTACT' | 'BROKEN' | 'UNKNOWN';
export type Coverage = 'WHOLE_FILE' | 'REVISION' | 'PARTIAL' | 'NOT_APPLICABLE';
export type LaterChanges = 'NONE' | 'PERMITTED' | 'FORBIDDEN' | 'UNKNOWN' | 'NOT_APPLICABLE';
export type CertificateReferenceState = 'OK' | 'MISSING' | 'MISMATCH' | 'AMBIGUOUS' | 'NOT_APPLICABLE';

/** One check: `UNKNOWN` means that it could not be decided, and is neither a pass nor a failure. */
export interface CheckReport {
  /** Name of the check's file without its ending. */
  readonly id: string;
  readonly outcome: 'PASSED' | 'FAILED' | 'UNKNOWN' | 'NOT_APPLICABLE';
  readonly subIndication: SubIndication | null;
  readonly standard: string;
  readonly text: Text;
}

/** Who signed, as the certificate says. Nothing here is proven unless the chain check passed. */
export interface SignerReport {
  readonly commonName: string | null;
  readonly givenName: string | null;
  readonly surname: string | null;
  /** Codice fiscale out of a serial number `TINIT-…` (EN 319 412-1 §5.1.3). */
  readonly taxCode: string | null;
  readonly organization: string | null;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly certificateSha256: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** The certificate claims to be qualified; no proof of it. */
  readonly claimsQualified: boolean;
}

export interface TimestampReport {
  readonly kind: 'SIGNATURE_TIMESTAMP' | 'CONTENT_TIMESTAMP' | 'DOCUMENT_TIMESTAMP';
  readonly integrity: Integrity;
  /** Instant that the token states, ISO 8601 UTC. */
  readonly time: string | null;
  readonly authority: string | null;
}

export interface ChangeReport {
  readonly kind: string;
  readonly permitted: boolean;
  readonly visible: boolean;
  readonly rule: string;
}

export interface SignatureReport {
  readonly type: 'SIGNATURE' | 'COUNTER_SIGNATURE' | 'TIMESTAMP';
  readonly fieldName: string | null;
  readonly subFilter: string | null;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** Signature value and every digest; never trust. */
  readonly integrity: Integrity;
  readonly coverage: Coverage;
  readonly laterChanges: LaterChanges;
  readonly changes: readonly ChangeReport[];
  readonly signingCertificateReference: CertificateReferenceState;
  readonly timestamps: readonly TimestampReport[];
  readonly signer: SignerReport | null;
  /** What the signer claims, ISO 8601 UTC; no proof. */
  readonly claimedSigningTime: string | null;
  readonly reason: string | null;
  readonly digestAlgorithm: string | null;
  readonly signatureAlgorithm: string | null;
  /** Bytes of the file up to the end of what is signed; undefined coverage gives null. */
  readonly signedLength: number | null;
  readonly checks: readonly CheckReport[];
}

export interface ValidationReport {
  readonly v: 'validation-report/1';
  readonly file?: string;
  /** `NONE`: a readable file without signature; `UNKNOWN`: no format that is read here. */
  readonly format: 'PAdES' | 'NONE' | 'UNKNOWN';
  readonly conclusion: Indication | 'NO_SIGNATURE' | 'FORMAT_ERROR';
  /** Instant for which validity was judged, ISO 8601 UTC. */
  readonly validatedAt: string;
  readonly signatures: readonly SignatureReport[];
  /** Why the file could not be read, for FORMAT_ERROR. */
  readonly problem?: { readonly code: string; readonly text: Text };
}
