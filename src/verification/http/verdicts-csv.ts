import type { Language } from '@libro-firma/kernel';
import { QUALIFICATION_WORDS } from '../application/qualification-words';
import type { VerificationRun } from '../application/verification-run';
import { sentenceOf } from '../domain/verdict';
import type { BatchItemView } from './batch.schema';

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  it: [
    ...['file', 'impronta SHA-256', 'formato', 'stato', 'conclusione', 'significato'],
    ...['firme', 'firmatari', 'valore legale', 'motivo', 'verifica'],
  ],
  en: [
    ...['file', 'SHA-256', 'format', 'state', 'conclusion', 'meaning'],
    ...['signatures', 'signers', 'legal effect', 'reason', 'verification'],
  ],
};

/** A file of the table with its run, where it has one. */
export interface TableRow {
  readonly item: BatchItemView;
  readonly run: VerificationRun | null;
}

export function csvHead(language: Language): string {
  // Spreadsheets need the byte order mark to read accents.
  return `\ufeff${HEADS[language].join(',')}\r\n`;
}

/** One line of RFC 4180. */
export function csvLine({ item, run }: TableRow, language: Language): string {
  const levels = run?.report.signatures.flatMap(({ qualification }) => qualification?.level ?? []) ?? [];
  const cells = [
    item.fileName,
    item.sha256 ?? '',
    item.format ?? '',
    item.state,
    item.conclusion ?? '',
    run ? sentenceOf(run.report.conclusion)[language] : '',
    String(item.signatures),
    item.signers.join('; '),
    levels.map((level) => QUALIFICATION_WORDS[level][language]).join('; '),
    item.because?.[language] ?? '',
    item.id ?? '',
  ];
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** A cell that begins like a formula would be run by a spreadsheet: file names and names of signers are a stranger's choice. */
function cellOf(text: string): string {
  const harmless = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
