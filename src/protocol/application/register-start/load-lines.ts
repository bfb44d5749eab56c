import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { type ImportColumn, readHead } from '../../domain/register-start/import-columns';
import { type LineFault, readEntry } from '../../domain/register-start/imported-entry';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';
import { type CsvLine, csvLines, UnreadableCsv } from '../../infrastructure/register-start/csv-lines';
import {
  APPEND_IMPORTED,
  loadParameter,
  type NumberedLine,
} from '../../infrastructure/register-start/load-statement';
import {
  RegisterImportFaultRow,
  RegisterImportRow,
} from '../../infrastructure/register-start/register-start.rows';
import { ImportLeases, LostLease } from './import-leases';
import { RegisterPlace } from './register-place';

const BATCH = 2_000;

/** The lines of one file, in batches: each commits its entries together with the place where the next one begins. */
@Injectable()
export class LoadLines {
  constructor(
    private readonly database: Database,
    private readonly place: RegisterPlace,
    private readonly leases: ImportLeases,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * From where the last load stopped to the end of the file.
   *
   * @throws UnreadableCsv when the file is no CSV of the documented form
   * @throws LostLease
   */
  async execute(row: RegisterImportRow): Promise<void> {
    const bytes = await this.store.read(row.fileSha256);
    const today = legalDate(this.clock.now());
    let places: ReadonlyMap<ImportColumn, number> | null = null;
    let [passed, done, batch] = [0, row.linesDone, [] as ReadLine[]];
    for await (const line of csvLines(bytes, row.encoding)) {
      if (places === null) {
        places = placesOf(line);
        continue;
      }
      passed += 1;
      if (passed <= row.linesDone) continue;
      batch.push(readLine(line, places, today));
      if (batch.length < BATCH) continue;
      done = await this.commit(row, done, batch);
      batch = [];
    }
    if (batch.length > 0) done = await this.commit(row, done, batch);
    if (done === 0) throw new UnreadableCsv(registerStartRefusals.IMPORT_EMPTY());
  }

  private async commit(row: RegisterImportRow, done: number, batch: readonly ReadLine[]): Promise<number> {
    const { id, bodyId, aooId, registerId } = row;
    const entries = batch.flatMap(({ line, entry }) => (entry ? [{ line, entry }] : []));
    const faults = batch.flatMap(({ line, fault }) =>
      fault ? [{ importId: id, bodyId, line, reason: fault }] : [],
    );
    await this.database.transaction({ bodyId, personId: null }, async () => {
      const held = await this.place.holdUnnumbered({ bodyId, aooId, registerId });
      if (!held.ok) throw new Error('a register that is being imported has got a number');
      const moved = await this.database
        .rows(RegisterImportRow)
        .createQueryBuilder()
        .update()
        .set({
          linesDone: done + batch.length,
          taken: () => `taken + ${entries.length}`,
          leaseUntil: this.leases.end(),
        })
        .where({ id, state: 'LOADING', linesDone: done })
        .execute();
      if (moved.affected !== 1) throw new LostLease();
      if (entries.length > 0)
        await this.database.query(APPEND_IMPORTED, [loadParameter(entries), bodyId, aooId, registerId, id]);
      if (faults.length > 0) await this.database.rows(RegisterImportFaultRow).insert(faults);
    });
    return done + batch.length;
  }
}

interface ReadLine extends Partial<NumberedLine> {
  readonly line: number;
  readonly fault?: LineFault;
}

function readLine(
  { line, cells }: CsvLine,
  places: ReadonlyMap<ImportColumn, number>,
  today: string,
): ReadLine {
  if (cells.length !== places.size) return { line, fault: 'FIELDS' };
  return { line, ...readEntry((column) => cells[places.get(column) ?? -1] ?? '', today) };
}

function placesOf({ cells }: CsvLine): ReadonlyMap<ImportColumn, number> {
  const head = readHead(cells);
  if ('places' in head) return head.places;
  const { kind, columns } = head.fault;
  throw new UnreadableCsv(registerStartRefusals[`IMPORT_COLUMNS_${kind}`]({ columns }));
}
