import type { Correspondent } from './registration';

/** WHOLE: the number stands for nothing any more. DATA: what was registered wrongly, with what is right beside it. */
export const ANNULMENT_SCOPES = ['WHOLE', 'DATA'] as const;
export type AnnulmentScope = (typeof ANNULMENT_SCOPES)[number];

/** What is right, beside what was registered: the old value stays readable (DPR 445/2000 art. 54). */
export type Correction =
  | { readonly field: 'subject'; readonly value: string }
  | { readonly field: 'senders' | 'recipients'; readonly value: readonly Correspondent[] };

/** An annulment as it is shown wherever the number appears. */
export interface GrantedAnnulment {
  readonly requestId: string;
  readonly scope: AnnulmentScope;
  readonly corrections: readonly Correction[];
  readonly reason: string;
  readonly actReference: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

export const ANNULMENT_ASKED = 'registration.annulment-asked';
export const ANNULMENT_REFUSED = 'registration.annulment-refused';
export const ANNULLED = 'registration.annulled';
export const DATA_CORRECTED = 'registration.data-corrected';

/** True for an entry that no longer counts; one whose data were corrected still does. */
export function isAnnulled(annulments: readonly Pick<GrantedAnnulment, 'scope'>[]): boolean {
  return annulments.some(({ scope }) => scope === 'WHOLE');
}
