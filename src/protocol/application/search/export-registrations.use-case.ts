import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { accept, newId, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import type { ExportFormat } from '../../domain/export-formats';
import { searchRefusals } from '../../domain/search.refusals';
import { csvLine, spreadsheet } from '../../infrastructure/spreadsheet';
import { type RegistrationPlace, Registrations } from '../registrations';
import { type RegistrationFilter, wantedOf } from './filter';

export const REGISTER_EXPORTED = 'register.exported';

const PAGE = 1_000;
/** A spreadsheet is built in memory; a CSV is written page by page. */
const MOST_IN_SPREADSHEET = 20_000;
const MOST_IN_CSV = 1_000_000;

const HEAD = [
  'Numero',
  'Anno',
  'Data',
  'Ora',
  'Tipo',
  'Oggetto',
  'Corrispondenti',
  'Classificazione',
  'Registro',
  'Operatore',
  'Documenti',
  'Riservata',
  'Annullata',
  'Importata',
];
const DIRECTIONS = { INCOMING: 'Entrata', OUTGOING: 'Uscita', INTERNAL: 'Interno' } as const;

type Row = readonly string[];

/** What a search finds, as a file: through the same access rules as the page, and entered in the journal. */
@Injectable()
export class ExportRegistrations {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly registrations: Registrations,
  ) {}

  async execute(
    actor: Actor,
    filter: RegistrationFilter,
    format: ExportFormat,
  ): Promise<Result<Readable | Buffer>> {
    await this.note(actor, filter, format);
    if (format === 'csv') return accept(Readable.from(this.csv(actor, filter)));
    const rows: Row[] = [HEAD];
    for await (const page of this.pages(actor, filter)) {
      rows.push(...page);
      if (rows.length > MOST_IN_SPREADSHEET + 1)
        return refuse(searchRefusals.EXPORT_TOO_LARGE({ most: MOST_IN_SPREADSHEET }));
    }
    return accept(spreadsheet(rows, format));
  }

  private async *csv(actor: Actor, filter: RegistrationFilter): AsyncGenerator<string> {
    yield `\ufeff${csvLine(HEAD)}`;
    let count = 0;
    for await (const page of this.pages(actor, filter)) {
      yield page.map(csvLine).join('');
      count += page.length;
      if (count >= MOST_IN_CSV) return;
    }
  }

  private async *pages(actor: Actor, filter: RegistrationFilter): AsyncGenerator<Row[]> {
    let before: RegistrationPlace | null = null;
    do {
      const page: Awaited<ReturnType<Registrations['list']>> = await this.registrations.list(actor, filter, {
        limit: PAGE,
        before,
      });
      yield page.items.map(rowOf);
      before = page.next;
    } while (before);
  }

  private async note(actor: Actor, filter: RegistrationFilter, format: ExportFormat): Promise<void> {
    await this.database.transaction(actor, () =>
      this.journal.append(actor, {
        stream: 'register-export',
        streamId: newId(),
        type: REGISTER_EXPORTED,
        payload: { format, filter: JSON.stringify(wantedOf(filter)) },
      }),
    );
  }
}

function rowOf(item: Awaited<ReturnType<Registrations['list']>>['items'][number]): Row {
  const time = new Date(item.registeredAt).toLocaleTimeString('it-IT', { timeZone: 'Europe/Rome' });
  return [
    item.number,
    String(item.year),
    item.registeredOn,
    time,
    item.direction === null ? '' : DIRECTIONS[item.direction],
    item.subject,
    item.correspondents.join('; '),
    item.classificationCode,
    item.registerCode,
    item.operator,
    String(item.fileCount),
    item.reserved ? 'sì' : '',
    item.annulled ? 'sì' : '',
    item.imported ? 'sì' : '',
  ];
}
