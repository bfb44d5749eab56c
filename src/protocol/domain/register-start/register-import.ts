export const REGISTER_IMPORT_STREAM = 'register-import';
export const IMPORT_RECEIVED = 'register-import.received';
export const IMPORT_LOADED = 'register-import.loaded';
export const IMPORT_REFUSED = 'register-import.refused';
export const IMPORT_ABANDONED = 'register-import.abandoned';
export const IMPORT_REPLACED = 'register-import.replaced';
export const IMPORT_SEALED = 'register-import.sealed';
export const REGISTER_START_STREAM = 'register-start';
export const REGISTER_OPENED = 'register.opened';

export const IMPORT_STATES = ['LOADING', 'LOADED', 'SEALED', 'REFUSED', 'ABANDONED', 'REPLACED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What an old register lacks or has twice. Listed, never a reason to refuse it. */
export const FINDINGS = [
  'GAP',
  'DOUBLE',
  'NO_HASH',
  'NO_SUBJECT',
  'NO_COUNTERPART',
  'DATE_OUTSIDE_YEAR',
  'NOT_TAKEN',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

/** A run of numbers of one year that have the same thing wrong; of what is not taken, a line of the file. */
export interface Finding {
  readonly kind: FindingKind;
  readonly year: number | null;
  readonly from: number;
  readonly to: number;
  readonly note: string;
}

export interface YearReport {
  readonly year: number;
  readonly first: number;
  readonly last: number;
  readonly entries: number;
}

export interface RegisterImportReport {
  readonly lines: number;
  readonly taken: number;
  readonly years: readonly YearReport[];
  /** Of each kind, how many numbers or lines it touches. */
  readonly counts: Readonly<Record<FindingKind, number>>;
  /** The first of each kind; all of them are in the list whose hash the report names. */
  readonly first: readonly Finding[];
}
