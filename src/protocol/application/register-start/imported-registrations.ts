import { Injectable } from '@nestjs/common';
import { accept, refuse } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { isManager, seesSequence } from '../../domain/reader';
import { numberText } from '../../domain/registration-number';
import { ImportedRegistrationRow } from '../../infrastructure/register-start/register-start.rows';
import { readerOf } from '../reader-of';
import { type RegistrationFilter, wantedOf } from '../search/filter';

/** Where a page of imported entries ends: numbers may be double there, so the line tells them apart. */
export interface ImportedPlace {
  readonly year: number;
  readonly number: number;
  readonly line: number;
}

/** Where their first page begins. */
export const BEFORE_IMPORTED: ImportedPlace = { year: 10_000, number: 0, line: 0 };
const MIDNIGHT = '00:00:00';

type DatedRow = ImportedRegistrationRow & { readonly registeredAt: Date };

/** Entries of the register that was here before, shown behind our own and marked as imported. Inside the caller's unit of work. */
@Injectable()
export class ImportedRegistrations {
  constructor(private readonly database: Database) {}

  /** As many as `count`, newest first, below `before`; whom they are open to is asked in the database. */
  async page(
    registerId: string,
    filter: RegistrationFilter,
    { before, count }: { readonly before: ImportedPlace | null; readonly count: number },
  ) {
    const { year, number, line } = before ?? BEFORE_IMPORTED;
    const found = await this.database.query<{ imported_id: string }>(
      'SELECT imported_id FROM search_imported_registrations($1, $2, $3, $4, $5, $6)',
      [registerId, JSON.stringify(wantedOf(filter)), year, number, line, count],
    );
    const rows = await this.rowsOf(found.map(({ imported_id }) => imported_id));
    return rows.map((row) => ({
      place: { year: row.year, number: row.number, line: row.line },
      item: summaryOf(row),
    }));
  }

  /** One entry, for whoever may open it, in a unit of work of its own. */
  async find(actor: Actor, id: string) {
    return this.database.transaction(actor, async () => {
      const [row] = await this.rowsOf([id]);
      const reader = readerOf(actor);
      const isOpen =
        row?.aooId === actor.aooId &&
        (isManager(reader) ||
          (!row.reserved &&
            (seesSequence(reader) ||
              (row.officeId !== null && reader.headedOfficeIds.includes(row.officeId)))));
      return row && isOpen ? accept(detailOf(row)) : refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    });
  }

  private async rowsOf(ids: readonly string[]): Promise<DatedRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.database
      .rows(ImportedRegistrationRow)
      .createQueryBuilder('entry')
      .where('entry.id = ANY(:ids)', { ids })
      .orderBy('entry.year', 'DESC')
      .addOrderBy('entry.number', 'DESC')
      .addOrderBy('entry.line', 'DESC')
      .getMany();
    return rows.map((row) => Object.assign(row, { registeredAt: instantOf(row) }));
  }
}

/** As a registration of ours is listed, with what another system cannot say left empty. */
function summaryOf(row: DatedRow) {
  return {
    id: row.id,
    number: numberText(row.number),
    year: row.year,
    registeredAt: row.registeredAt.toISOString(),
    registeredOn: row.registeredOn,
    registerCode: '',
    reserved: row.reserved,
    annulled: row.annulled,
    corrected: false,
    imported: true,
    masked: false,
    direction: row.direction,
    subject: row.subject,
    correspondents: row.direction === 'OUTGOING' ? row.recipients : [...row.senders, ...row.recipients],
    classificationCode: row.classificationCode ?? '',
    operator: '',
    fileCount: 0,
  };
}

function detailOf(row: DatedRow) {
  const { line, registeredTime, senders, recipients, means, senderReference, senderReferenceDate } = row;
  const { receivedOn, office, algorithm, hash, annulmentAct, notes } = row;
  return {
    ...summaryOf(row),
    line,
    registeredTime,
    senders,
    recipients,
    means,
    senderReference,
    senderReferenceDate,
    receivedOn,
    office,
    algorithm,
    hash,
    annulmentAct,
    notes,
  };
}

/** The instant in Rome that day and time name; midnight where no time was kept. */
function instantOf({ registeredOn, registeredTime }: ImportedRegistrationRow): Date {
  const local = new Date(`${registeredOn}T${registeredTime ?? MIDNIGHT}Z`);
  const inRome = new Date(local.toLocaleString('en-US', { timeZone: 'Europe/Rome' }));
  const inUtc = new Date(local.toLocaleString('en-US', { timeZone: 'UTC' }));
  return new Date(local.getTime() - (inRome.getTime() - inUtc.getTime()));
}
