/** What holds documents together (AgID, Linee guida, Allegato 5: TipoAggregazione). */
export const AGGREGATION_KINDS = ['CASE_FILE', 'DOCUMENT_SERIES', 'CASE_FILE_SERIES'] as const;
export type AggregationKind = (typeof AGGREGATION_KINDS)[number];

/** Allegato 5: TipologiaFascicolo. */
export const CASE_FILE_TYPES = ['AFFAIR', 'ACTIVITY', 'PERSON', 'LEGAL_PERSON', 'PROCEDURE'] as const;
export type CaseFileType = (typeof CASE_FILE_TYPES)[number];

export type CaseFileState = 'OPEN' | 'CLOSED';

/** Allegato 5: the phases of a procedure (Fase). */
export const PROCEDURE_PHASES = [
  'PREPARATORY',
  'INQUIRY',
  'CONSULTATIVE',
  'DECISION',
  'EFFECTIVENESS',
] as const;

export interface Procedure {
  readonly subject: string;
  readonly code: string;
  /** Where the body's catalogue describes it. */
  readonly catalogue?: string;
  readonly phases: readonly {
    readonly phase: (typeof PROCEDURE_PHASES)[number];
    readonly from: string;
    readonly to?: string;
  }[];
}

/** Whose case file it is: a person or a legal person. */
export interface Holder {
  readonly name: string;
  readonly taxCode?: string;
}

export const CASE_FILE_STREAM = 'case-file';
export const CASE_FILE_OPENED = 'case-file.opened';
export const CASE_FILE_CHANGED = 'case-file.changed';
export const CASE_FILE_CLOSED = 'case-file.closed';
export const CASE_FILE_REOPENED = 'case-file.reopened';
export const REGISTRATION_FILED = 'registration.filed';
export const REGISTRATION_TAKEN_OUT = 'registration.taken-out';

/** As it is quoted: year, class, number, and number of the sub-file, such as `2026/6.3/12.1`. */
export function caseFileCode(
  file: { readonly year: number; readonly classificationCode: string; readonly progressive: number },
  parent: { readonly progressive: number } | null,
): string {
  const number = parent ? `${parent.progressive}.${file.progressive}` : String(file.progressive);
  return `${file.year}/${file.classificationCode}/${number}`;
}
