import { canonicalHash } from '@libro-firma/kernel';

const FORM = 'segnatura-names/1';

/** The names of the day that a segnatura is rendered with, and that the entry itself does not hold (art. 55). */
export interface SegnaturaNames {
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly aooCode: string;
  readonly aooName: string;
  readonly mailbox: string | null;
  readonly classTitle: string;
}

/** Bound into the entry's own hash: whoever changes a name in its row changes the segnatura, and is found. */
export function namesHash(names: SegnaturaNames): Buffer {
  const { bodyCode, bodyName, aooCode, aooName, mailbox, classTitle } = names;
  return canonicalHash({ v: FORM, bodyCode, bodyName, aooCode, aooName, mailbox, classTitle });
}
