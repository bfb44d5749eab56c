import type { Direction } from '../../domain/registration';
import { foldWords } from '../../domain/search-words';

export interface RegistrationFilter {
  readonly registerId?: string | undefined;
  readonly year?: number | undefined;
  readonly number?: number | undefined;
  readonly direction?: Direction | undefined;
  readonly search?: string | undefined;
  readonly officeId?: string | undefined;
  readonly classification?: string | undefined;
  readonly means?: string | undefined;
  /** First and last day of registration. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly annulled?: boolean | undefined;
}

/** Where a page ends: the next one begins below it. */
export interface RegistrationPlace {
  readonly year: number;
  readonly number: number;
  /** Present where the page ends among imported entries. */
  readonly line?: number;
}

/** True when nothing is looked for but a place in the sequence: only that may be shown in front of a reserved entry. */
export function isSequence(filter: RegistrationFilter): boolean {
  const { registerId: _register, year: _year, number: _number, ...looksFor } = wantedOf(filter);
  return Object.keys(looksFor).length === 0;
}

/** What the database's function is asked: a member that is not there does not narrow the search. */
export function wantedOf({
  search,
  registerId: _register,
  ...filter
}: RegistrationFilter): Record<string, unknown> {
  const words = foldWords(search ?? '').trim();
  const stated = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(stated), ...(words !== '' && { words }) };
}
