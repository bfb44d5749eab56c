import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import {
  type Finding,
  type FindingKind,
  FINDINGS,
  type RegisterImportReport,
  type YearReport,
} from '../../domain/register-start/register-import';
import { FINDING_QUERIES, YEARS_OF_IMPORT } from '../../infrastructure/register-start/finding-queries';
import { FINDING_NAMES } from '../../infrastructure/register-start/import-report-pdf';
import {
  RegisterImportFaultRow,
  RegisterImportRow,
} from '../../infrastructure/register-start/register-start.rows';
import { csvLine } from '../../infrastructure/spreadsheet';

/** Of each kind, as many as people read in a report. */
const FIRST = 100;
const HEAD = ['Rilievo', 'Anno', 'Da', 'A', 'Nota'];

/** What an import lacks or has twice. Inside the caller's unit of work. */
@Injectable()
export class ReadFindings {
  constructor(private readonly database: Database) {}

  /** The report, and the list of every finding as CSV. */
  async of(place: {
    readonly importId: string;
    readonly registerId: string;
  }): Promise<{ readonly report: RegisterImportReport; readonly list: readonly string[] }> {
    const row = await this.database.rows(RegisterImportRow).findOneByOrFail({ id: place.importId });
    const years = await this.database.query<YearReport>(YEARS_OF_IMPORT, [place.registerId]);
    const list = [`\ufeff${csvLine(HEAD)}`];
    const counts = Object.fromEntries(FINDINGS.map((kind) => [kind, 0])) as Record<FindingKind, number>;
    const first: Finding[] = [];
    for (const kind of FINDINGS) {
      let told = 0;
      for (const finding of await this.all(kind, place, years)) {
        counts[kind] += finding.to - finding.from + 1;
        list.push(csvLine(cellsOf(finding)));
        if (told < FIRST) first.push(finding);
        told += 1;
      }
    }
    return { report: { lines: row.linesDone, taken: row.taken, years, counts, first }, list };
  }

  private async all(
    kind: FindingKind,
    { importId, registerId }: { readonly importId: string; readonly registerId: string },
    years: readonly YearReport[],
  ): Promise<Finding[]> {
    if (kind === 'NOT_TAKEN') {
      const faults = await this.database
        .rows(RegisterImportFaultRow)
        .find({ where: { importId }, order: { line: 'ASC' } });
      return faults.map(({ line, reason }) => ({ kind, year: null, from: line, to: line, note: reason }));
    }
    const sql = new Map(FINDING_QUERIES).get(kind);
    if (sql === undefined) throw new Error(`nothing asks for ${kind}`);
    const found: Finding[] = [];
    for (const { year } of years) {
      const runs = await this.database.query<Omit<Finding, 'kind' | 'year'>>(sql, [registerId, year]);
      for (const run of runs) found.push({ kind, year, ...run });
    }
    return found;
  }
}

function cellsOf({ kind, year, from, to, note }: Finding): string[] {
  return [FINDING_NAMES[kind], year === null ? '' : String(year), String(from), String(to), note];
}
