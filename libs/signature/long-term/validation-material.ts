import type { Certificate } from '@libro-firma/asn1';
import type { Refusal } from '@libro-firma/kernel';
import type { RevocationStatement } from '../revocation/revocation-statement';

/** A certificate whose validity at a time is to be provable for ever. */
export interface MaterialSubject {
  readonly role: 'SIGNER' | 'TIMESTAMP_AUTHORITY';
  readonly certificate: Certificate;
  /** Best proven time of what its key signed: revocation data must not be older. */
  readonly time: Date;
  /**
   * Instant for which its status will be judged: that of the next timestamp over it, or now while there is none. Data
   * that had run out by then prove nothing for it.
   */
  readonly judgedAt: Date;
}

/**
 * Instant for which what was stamped at `time` is judged, by the timestamps over it ({@link MaterialSubject.judgedAt}).
 *
 * @standard ETSI EN 319 102-1 §5.6.2
 */
export function judgedAt(time: Date, covering: readonly Date[], now: Date): Date {
  const later = covering.filter((one) => one >= time).map((one) => one.getTime());
  return new Date(Math.min(now.getTime(), ...later));
}

/** What is needed of a certificate and is not there. */
export interface MissingEvidence {
  readonly role: MaterialSubject['role'] | 'ISSUER' | 'RESPONDER';
  readonly certificate: Certificate;
  readonly reason: Refusal;
}

/** What proves one subject. */
export interface SubjectMaterial {
  readonly subject: MaterialSubject;
  /** Its chain, the anchor included, and the chains of those who made the statements. */
  readonly certificates: readonly Certificate[];
  readonly statements: readonly RevocationStatement[];
}

/** What proves all subjects; complete when nothing is missing. */
export interface ValidationMaterial {
  readonly subjects: readonly SubjectMaterial[];
  readonly missing: readonly MissingEvidence[];
}

/** Each certificate of the material once, DER. */
export function certificatesOf(subjects: readonly SubjectMaterial[]): readonly Buffer[] {
  const all = new Map(
    subjects.flatMap(({ certificates }) => certificates.map((one) => [one.sha256, one.der] as const)),
  );
  return [...all.values()];
}

/** Each statement of one kind once, DER: BasicOCSPResponses or CRLs. */
export function statementsOf(
  subjects: readonly SubjectMaterial[],
  kind: RevocationStatement['kind'],
): readonly Buffer[] {
  const all = subjects.flatMap(({ statements }) => statements.filter((one) => one.kind === kind));
  const distinct = new Map(all.map(({ der }) => [der.toString('latin1'), der] as const));
  return [...distinct.values()];
}
