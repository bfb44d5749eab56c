import type { Text } from '@libro-firma/kernel';
import type { ActiveCode } from '../facts/active-code';
import type { ChangingField } from '../facts/office-fields';
import type { Qualified, QualificationLevel } from '@libro-firma/trust';

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
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
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
  readonly outcome: 'PASSED' | 'FAILED' | 'WARNING' | 'UNKNOWN' | 'NOT_APPLICABLE';
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

/**
 * What a signature is in law by the trusted lists (Regulation (EU) 910/2014 art. 3). It is `NOT_DETERMINABLE` for one that
 * is not TOTAL_PASSED, whatever its certificate is.
 */
export interface QualificationReport {
  readonly level: QualificationLevel;
  readonly reason: Qualified['reason'] | 'SIGNATURE_NOT_PASSED';
  readonly text: Text;
  /** What the certificate would make of a signature that passed. */
  readonly certificate: QualificationLevel;
  readonly service: { readonly provider: string; readonly name: string; readonly territory: string } | null;
}

/** A certificate of the chain, and what is known of its revocation for the best signature time. */
export interface ChainMemberReport {
  readonly subject: string;
  readonly certificateSha256: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly isAnchor: boolean;
  readonly revocation: {
    readonly state: 'NOT_ASKED' | 'GOOD' | 'REVOKED' | 'SUSPENDED' | 'UNKNOWN';
    readonly source: 'OCSP' | 'CRL' | null;
    /** Instant from which the source speaks, ISO 8601 UTC. */
    readonly asOf: string | null;
    readonly since: string | null;
    readonly reason: string | null;
    /** Why what there was could not be relied upon. */
    readonly problems: readonly string[];
  };
}

/** Of a signature: over its content, its value, its references or all of it; of a file: alone or in a PDF. */
export type TimestampKind =
  | 'CONTENT_TIMESTAMP'
  | 'SIGNATURE_TIMESTAMP'
  | 'REFERENCES_TIMESTAMP'
  | 'ARCHIVE_TIMESTAMP'
  | 'DOCUMENT_TIMESTAMP'
  | 'TIMESTAMP_TOKEN';

export interface EvidenceRecordReport {
  readonly integrity: Integrity;
  /** First and last instant that its timestamps state, ISO 8601 UTC. */
  readonly from: string | null;
  readonly renewed: string | null;
}

export interface TimestampReport {
  readonly kind: TimestampKind;
  readonly integrity: Integrity;
  /** Instant that the token states, ISO 8601 UTC. */
  readonly time: string | null;
  /** Its authority is trusted, so that it proves a time; null where that was not judged. */
  readonly trusted: boolean | null;
  readonly authority: string | null;
  /** Its authority was listed for qualified time-stamps when it stamped; null without lists. */
  readonly qualified: boolean | null;
}

/** One thing that was done to the file after the signature. */
export interface ChangeReport {
  readonly kind: string;
  readonly permitted: boolean;
  /** A page may look different for it. */
  readonly visible: boolean;
  /** The clause that permits it, or that it breaks. */
  readonly rule: string;
  /** Full name of the form field concerned. */
  readonly field?: string;
  /** Page concerned, from 1. */
  readonly page?: number;
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
  readonly evidenceRecords: readonly EvidenceRecordReport[];
  /** By when the signature is proven to exist; without proof the instant of whoever asks. */
  readonly bestSignatureTime: {
    readonly time: string;
    readonly proven: boolean;
    readonly by: TimestampKind | 'EVIDENCE_RECORD' | null;
  };
  readonly signer: SignerReport | null;
  /** Null for timestamps. */
  readonly qualification: QualificationReport | null;
  /** Signer first; empty without certificate. */
  readonly chain: readonly ChainMemberReport[];
  /** What the signer claims, ISO 8601 UTC; no proof. */
  readonly claimedSigningTime: string | null;
  readonly reason: string | null;
  readonly digestAlgorithm: string | null;
  readonly signatureAlgorithm: string | null;
  /** Bytes of the file up to the end of what is signed; undefined coverage gives null. */
  readonly signedLength: number | null;
  readonly checks: readonly CheckReport[];
}

/** `NONE`: a readable file without signature; `UNKNOWN`: no format that is read here. */
export type FileFormat =
  | 'PAdES'
  | 'CAdES'
  | 'XAdES'
  | 'ASiC-S'
  | 'ASiC-E'
  | 'ODF'
  | 'BDOC'
  | 'DDOC'
  | 'TimestampToken'
  | 'EvidenceRecord'
  | 'TrustedList'
  | 'NONE'
  | 'UNKNOWN';

/** Those of signatures, and those that only a trusted list can have, which say nothing of trust in it. */
export type FileConclusion =
  Indication | 'NO_SIGNATURE' | 'FORMAT_ERROR' | 'VALID' | 'INVALID' | 'NOT_CONFORMANT' | 'PARSE_ERROR';

export interface ValidationReport {
  readonly v: 'validation-report/1';
  readonly file?: string;
  readonly format: FileFormat;
  readonly conclusion: FileConclusion;
  /** Instant for which validity was judged, ISO 8601 UTC. */
  readonly validatedAt: string;
  /** Version of the policy that was applied. */
  readonly policy: string;
  readonly signatures: readonly SignatureReport[];
  /** Files of a container that no signature covers. */
  readonly uncovered: readonly string[];
  /** Evidence records that stand beside the signatures. */
  readonly evidenceRecords: readonly EvidenceRecordReport[];
  /** Code that can change what the document shows, in it or in what it carries (DPCM 22-2-2013 art. 4 c. 3). */
  readonly activeCode: readonly ActiveCode[];
  /** Of that code, the fields of office documents that change by themselves, each with its place. */
  readonly changingFields: readonly ChangingField[];
  /** Documents carried inside, outermost first; each was validated too. */
  readonly inner: readonly ValidationReport[];
  /** Why the file could not be read, for FORMAT_ERROR. */
  readonly problem?: { readonly code: string; readonly text: Text };
}
