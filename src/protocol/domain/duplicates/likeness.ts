import { foldName } from '../correspondents/correspondent-key';

export const DUPLICATE_REASONS = ['SAME_FILE', 'SAME_MESSAGE', 'SAME_REFERENCE', 'LIKE_SUBJECT'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** What is about to be registered, as far as it tells whether it is there already. */
export interface Traces {
  /** Lower-case hexadecimal. */
  readonly hashes: readonly string[];
  readonly messageId: string | null;
  readonly counterpartKey: string | null;
  readonly referenceKey: string | null;
  readonly subject: string;
}

export interface LikelyDuplicate {
  readonly registrationId: string;
  readonly reasons: readonly DuplicateReason[];
}

/** From here on two subjects are near-same; lower where the counterpart is the same too. */
export const SUBJECT_LIKENESS = { alone: 0.75, sameCounterpart: 0.5 } as const;
/** Days back in which a near-same subject is looked for: a yearly request is no duplicate. */
export const SUBJECT_DAYS = 90;
const SUBJECT_LENGTH = 300;

/** Longer ones begin alike when they are alike. */
export function subjectKey(subject: string): string {
  return foldName(subject).slice(0, SUBJECT_LENGTH);
}

/** `Prot. n. 0012/2026` and `12/2026` differ; `12 / 2026` and `12/2026` do not. */
export function referenceKey(reference: string): string | null {
  const key = foldName(reference).replaceAll(' ', '');
  return key === '' ? null : key;
}

/** True for what is hardly chance: the same bytes, the same message, the sender's own number. */
export function isCertain({ reasons }: LikelyDuplicate): boolean {
  return reasons.some((reason) => reason !== 'LIKE_SUBJECT');
}
