import type { Direction } from '../registration';

/** What a station's form exports, signed with the form's key. */
export interface EmergencyFile {
  readonly form: 'emergency-register/1';
  readonly formId: string;
  readonly station: string;
  readonly opening: {
    readonly cause: string;
    /** Who authorised it, with the act (art. 63 par. 1). */
    readonly actReference: string;
    readonly openedAt: string;
    readonly closedAt: string;
  };
  readonly entries: readonly EmergencyEntry[];
}

export interface EmergencyEntry {
  /** Place in the station's sequence, from 1. */
  readonly number: number;
  readonly at: string;
  readonly direction: Direction;
  readonly subject: string;
  /** Sender of what came, recipient of what left. */
  readonly counterpart: string;
  readonly classificationCode: string;
  readonly sheets: number | null;
  readonly place: string;
}

/** What the import made of each entry, and where file and register differ. */
export interface ImportReport {
  readonly station: string;
  readonly registered: readonly {
    readonly emergencyNumber: string;
    readonly emergencyAt: string;
    readonly number: string;
    readonly year: number;
    readonly registrationId: string;
  }[];
  /** Numbers of the station that no file has brought. */
  readonly missing: readonly number[];
  /** Operations of each day (art. 63 par. 3). */
  readonly perDay: Readonly<Record<string, number>>;
}

const DIGITS = 6;

/** Unique in the AOO: no other station has the prefix (art. 63 par. 4). */
export function emergencyNumber(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(DIGITS, '0')}`;
}

/**
 * The first thing that is wrong with a file whose signature holds: entries out of order, twice, in the future, or outside
 * the time that the register was open.
 */
export function wrongEntry({ opening, entries }: EmergencyFile, now: Date): EmergencyEntry | null {
  const [from, to] = [Date.parse(opening.openedAt), Date.parse(opening.closedAt)];
  let before: EmergencyEntry | null = null;
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    const follows = before === null || (entry.number > before.number && at >= Date.parse(before.at));
    if (!follows || Number.isNaN(at) || at < from || at > to || at > now.getTime()) return entry;
    before = entry;
  }
  return null;
}

export function missingNumbers(after: number, entries: readonly EmergencyEntry[]): number[] {
  const there = new Set(entries.map(({ number }) => number));
  const last = entries.at(-1)?.number ?? after;
  const missing: number[] = [];
  for (let number = after + 1; number <= last && missing.length < 1_000; number += 1)
    if (!there.has(number)) missing.push(number);
  return missing;
}
