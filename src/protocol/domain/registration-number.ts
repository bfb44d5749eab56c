const DIGITS = 7;
/** The first entry of a register follows 32 zero bytes. */
export const NO_ENTRY_BEFORE = Buffer.alloc(32);

/** The entry after which the next one comes. */
export interface LastEntry {
  readonly year: number;
  readonly number: number;
  readonly registeredAt: Date;
  readonly hash: Buffer;
}

/** As the register writes it: seven digits, more when seven are not enough. */
export function numberText(number: number): string {
  return String(number).padStart(DIGITS, '0');
}

/**
 * The number that follows `last` in `year`: the next one, or in a new solar year `first`, which is 1 (DPR 445/2000
 * art. 57) unless an act opened the register at a later one.
 */
export function numberAfter(
  last: Pick<LastEntry, 'year' | 'number'> | null,
  year: number,
  first = 1,
): number {
  if (last?.year === year) return last.number + 1;
  return last === null ? first : 1;
}
