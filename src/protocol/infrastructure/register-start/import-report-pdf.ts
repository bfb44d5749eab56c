import { legalDate, legalTime } from '@libro-firma/kernel';
import { writePdfA } from '@libro-firma/pdfa';
import {
  type Finding,
  type FindingKind,
  FINDINGS,
  type RegisterImportReport,
} from '../../domain/register-start/register-import';

export const FINDING_NAMES: Readonly<Record<FindingKind, string>> = {
  GAP: 'Numeri mancanti',
  DOUBLE: 'Numeri ripetuti',
  NO_HASH: 'Registrazioni senza impronta',
  NO_SUBJECT: 'Registrazioni senza oggetto',
  NO_COUNTERPART: 'Registrazioni senza corrispondente',
  DATE_OUTSIDE_YEAR: 'Date fuori dall’anno',
  NOT_TAKEN: 'Righe non importate',
};

export interface ReportedImport {
  readonly aoo: string;
  readonly register: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly findingsSha256: string;
  readonly operator: string;
  readonly at: Date;
  readonly report: RegisterImportReport;
}

/** What was taken over and what it lacks, as people read it and as the body seals it. */
export function importReportPdf({ report, at, ...given }: ReportedImport): Promise<Uint8Array> {
  return writePdfA({
    title: 'Rapporto di importazione del registro di protocollo',
    createdAt: at,
    footer: `${given.aoo} · registro ${given.register}`,
    blocks: [
      `${given.aoo} · registro ${given.register}`,
      `Importato da ${given.operator} il ${legalDate(at)} alle ${legalTime(at)} dal file ${given.fileName}`,
      `Impronta SHA-256 del file: ${given.fileSha256}`,
      `Righe lette ${report.lines}, registrazioni importate ${report.taken}`,
      'Le registrazioni importate sono tenute distinte da quelle di questo sistema: non fanno parte della sua catena di impronte, né dei suoi registri giornalieri, né delle prove di appartenenza.',
      { heading: 2, text: 'Anni' },
      ...report.years.map(
        ({ year, first, last, entries }) =>
          `${year}: registrazioni ${entries}, dal n. ${first} al n. ${last}`,
      ),
      { heading: 2, text: 'Rilievi' },
      ...FINDINGS.map((kind) => `${FINDING_NAMES[kind]}: ${report.counts[kind]}`),
      `Elenco completo dei rilievi: impronta SHA-256 ${given.findingsSha256}`,
      ...FINDINGS.flatMap((kind) => firstOf(kind, report.first)),
    ],
  });
}

function firstOf(kind: FindingKind, findings: readonly Finding[]) {
  const own = findings.filter((finding) => finding.kind === kind);
  if (own.length === 0) return [];
  return [{ heading: 3, text: FINDING_NAMES[kind] } as const, own.map(findingText).join('; ')];
}

export function findingText({ year, from, to, note }: Finding): string {
  const numbers = from === to ? String(from) : `${from}–${to}`;
  const place = year === null ? `riga ${numbers}` : `${numbers}/${year}`;
  return note === '' ? place : `${place} (${note})`;
}
