import { legalYear } from '@libro-firma/kernel';

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

/** The number that follows `last` at `instant`: the next one, or 1 in a new solar year (DPR 445/2000 art. 57). */
export function numberAfter(last: LastEntry | null, instant: Date): { year: number; number: number } {
  const year = legalYear(instant);
  return { year, number: last?.year === year ? last.number + 1 : 1 };
}
