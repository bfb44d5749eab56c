import type { SignerInfo } from '@libro-firma/asn1';
import type { SharedFacts } from '../validation/facts/shared-facts';
import type { ChangeReport } from '../validation/report/validation-report';

/** Why a file is not what was given out with exactly one signature more. */
export type AdditionFault =
  /** It cannot be read as what it should be. */
  | 'NOT_READABLE'
  /** Its first bytes are not those that were given out. */
  | 'OTHER_BYTES'
  | 'NOTHING_ADDED'
  | 'NO_SIGNATURE'
  | 'SEVERAL_SIGNATURES'
  | 'CERTIFICATION'
  /** Besides the signature something else was changed; `changes` says what. */
  | 'OTHER_CHANGES'
  /** Its revisions cannot be told apart, so that nobody can say what else was changed. */
  | 'NOT_COMPARABLE'
  /** The signature leaves bytes of the file out. */
  | 'NOT_WHOLE'
  /** The envelope carries another document, or none. */
  | 'OTHER_CONTENT'
  /** A signer who was there before is gone, or was altered. */
  | 'EARLIER_SIGNER_CHANGED';

/** One signature that was added to bytes that are known, as the file states it; that it holds is for the verdict to say. */
export interface Addition {
  readonly container: 'PADES' | 'CADES';
  /** Place among the signatures of a validation report of the file. */
  readonly position: number;
  /** The raw signature value: the same wherever the signature is put. */
  readonly value: Buffer;
  /** DER; null where the file does not have the signer's certificate. */
  readonly certificate: Buffer | null;
  /** Claimed by the signer. */
  readonly signingTime: Date | null;
  /** What the timestamps over its value state; whether to believe them is not judged. */
  readonly stampedAt: readonly Date[];
}

export type ExaminedAddition =
  | { readonly kind: 'ONE_SIGNATURE'; readonly addition: Addition }
  | {
      readonly kind: 'FAULT';
      readonly fault: AdditionFault;
      /** Of `OTHER_CHANGES` only. */
      readonly changes: readonly ChangeReport[];
    };

/** The outcome for a file that is not the given one with one signature more. */
export function faulty(fault: AdditionFault, changes: readonly ChangeReport[] = []): ExaminedAddition {
  return { kind: 'FAULT', fault, changes };
}

/** What the file states of its one new signature. */
export function oneSignature(
  container: Addition['container'],
  position: number,
  { signature: value }: SignerInfo,
  { signer, described, attached }: Pick<SharedFacts, 'described' | 'attached' | 'signer'>,
): ExaminedAddition {
  const { claimedSigningTime: claimed } = described;
  const addition: Addition = {
    container,
    position,
    value,
    certificate: signer?.certificate?.der ?? null,
    signingTime: claimed === null ? null : new Date(claimed),
    stampedAt: attached.flatMap(({ facts }) => facts?.info.genTime ?? []),
  };
  return { kind: 'ONE_SIGNATURE', addition };
}
