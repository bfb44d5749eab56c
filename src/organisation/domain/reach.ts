/** One desk whose work reaches a person: his own, or that of somebody in whose place he acts. */
export interface Reach {
  /** `person:ID` or `seat:OFFICE:ROLE`. */
  readonly key: string;
  readonly kind: 'APPOINTMENT' | 'DELEGATION' | 'SUBSTITUTION';
  /** The delegation or absence that it rests on; null for one's own. */
  readonly id: string | null;
  readonly act: string;
  /** In whose place; null for one's own. */
  readonly principalId: string | null;
  /** How the signature and the log name it; null for the plain holder. */
  readonly capacity: string | null;
  /** Kinds of steps that it covers; null: all for which its holder has the power. */
  readonly kinds: readonly string[] | null;
  readonly documentTypeIds: readonly string[] | null;
  readonly amountLimit: string | null;
}

/** What the work is, as far as bounds of a power look at it. */
export interface Work {
  readonly key: string;
  readonly kind: string;
  readonly documentTypeId: string | null;
  readonly amount: string | null;
}

/** Whether a power covers this work. An act that names no amount is under every limit. */
export function covers(reach: Reach, work: Work): boolean {
  const { kinds, documentTypeIds, amountLimit } = reach;
  if (reach.key !== work.key) return false;
  if (kinds && !kinds.includes(work.kind)) return false;
  if (documentTypeIds && (work.documentTypeId === null || !documentTypeIds.includes(work.documentTypeId)))
    return false;
  return amountLimit === null || work.amount === null || Number(work.amount) <= Number(amountLimit);
}

export function personKey(personId: string): string {
  return `person:${personId}`;
}

export function seatKey(officeId: string, role: string): string {
  return `seat:${officeId}:${role}`;
}
