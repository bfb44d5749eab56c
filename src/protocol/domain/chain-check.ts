import { legalDate, legalYear } from '@libro-firma/kernel';
import { type HashedRegistration, registrationHash } from './registration-hash';
import { NO_ENTRY_BEFORE } from './registration-number';

export const CHAIN_FAULTS = [
  'GAP',
  'DOUBLE',
  'TIME_WENT_BACK',
  'WRONG_DATE',
  'BROKEN_LINK',
  'CHANGED',
  'SEGNATURA_CHANGED',
  'NOT_IN_THE_JOURNAL',
] as const;

export interface ChainFault {
  readonly kind: (typeof CHAIN_FAULTS)[number];
  readonly year: number;
  /** The number that is wrong, or that is missing. */
  readonly number: number;
}

/** A row of the register as it is found, to be checked against what it says of itself. */
export interface FoundEntry extends HashedRegistration {
  readonly hash: Buffer;
  /** Hash of the segnatura's XML (form 1) or of its names (form 2) as they lie there now; null when there is none. */
  readonly foundSegnaturaHash: Buffer | null;
  readonly isInJournal: boolean;
}

export interface EntryBefore {
  readonly hash: Buffer;
  readonly registeredAt: Date;
}

/**
 * Goes through one register and year in the order of the numbers and names the first row that is wrong. Knows nothing
 * but the rows: whoever does not trust our server can run it on a copy.
 */
export class ChainCheck {
  private number: number;

  constructor(
    private readonly year: number,
    /** Last entry of the year before; null where the register begins. */
    private before: EntryBefore | null,
    /** 1, or the number that an act opened the register with. */
    private readonly firstNumber = 1,
  ) {
    this.number = firstNumber - 1;
  }

  /** The fault of `entry`, or null. After a fault nothing more is to be learnt from this chain. */
  check(entry: FoundEntry): ChainFault | null {
    const fault = (kind: ChainFault['kind'], number = entry.number): ChainFault => ({
      kind,
      year: this.year,
      number,
    });
    if (entry.number <= this.number) return fault('DOUBLE');
    if (entry.number > this.number + 1) return fault('GAP', this.number + 1);
    if (this.before && entry.registeredAt < this.before.registeredAt) return fault('TIME_WENT_BACK');
    if (legalYear(entry.registeredAt) !== entry.year || legalDate(entry.registeredAt) !== entry.registeredOn)
      return fault('WRONG_DATE');
    if (!entry.previousHash.equals(this.before?.hash ?? NO_ENTRY_BEFORE)) return fault('BROKEN_LINK');
    if (!registrationHash(entry).equals(entry.hash)) return fault('CHANGED');
    if (!entry.foundSegnaturaHash?.equals(entry.segnaturaHash)) return fault('SEGNATURA_CHANGED');
    if (!entry.isInJournal) return fault('NOT_IN_THE_JOURNAL');
    this.number = entry.number;
    this.before = entry;
    return null;
  }

  /** What the journal knows of and the register does not have: entries cut off at its end. */
  checkEnd(highestInJournal: number | null): ChainFault | null {
    return highestInJournal !== null && highestInJournal > this.number
      ? { kind: 'GAP', year: this.year, number: this.number + 1 }
      : null;
  }

  get count(): number {
    return this.number - this.firstNumber + 1;
  }
}
