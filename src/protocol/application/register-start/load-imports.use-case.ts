import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { UnreadableCsv } from '../../infrastructure/register-start/csv-lines';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';
import { ConcludeImport } from './conclude-import';
import { ImportLeases, LostLease } from './import-leases';
import { LoadLines } from './load-lines';
import { SealImport } from './seal-import';

const RETRY_MS = 60_000;
/** Of what gives way: removed in steps that hold no lock for long. */
const REMOVED_AT_ONCE = 20_000;

interface Owed {
  readonly id: string;
  readonly body_id: string;
}

/**
 * Reads the registers that were sent, batch by batch. Where a process dies, another goes on behind the last batch that
 * was committed once the lease is over; two of them never work on one file.
 */
@Injectable()
export class LoadImports {
  constructor(
    private readonly database: Database,
    private readonly leases: ImportLeases,
    private readonly lines: LoadLines,
    private readonly conclude: ConcludeImport,
    private readonly seal: SealImport,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async execute(): Promise<void> {
    const owed = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Owed>('SELECT * FROM register_imports_owed($1)', [this.leases.now()]),
    );
    for (const { id, body_id: bodyId } of owed) await this.workOn(bodyId, id);
  }

  private async workOn(bodyId: string, id: string): Promise<void> {
    const row = await this.leases.take(bodyId, id);
    if (!row) return;
    try {
      const outcome = await this.step(row);
      await this.leases.release(bodyId, id, outcome === 'later' ? RETRY_MS : 0);
    } catch (fault) {
      if (fault instanceof LostLease) return;
      if (fault instanceof UnreadableCsv) {
        await this.conclude.refuse(row, fault.refusal);
        return;
      }
      await this.leases.release(bodyId, id);
      throw fault;
    }
  }

  private async step(row: RegisterImportRow): Promise<'done' | 'later'> {
    const { bodyId } = row;
    if (row.state !== 'LOADING' && row.state !== 'LOADED') {
      await this.takeAway(bodyId, row.id);
      return 'done';
    }
    if (row.state === 'LOADING') {
      if (!(await this.isRoomFree(row))) return 'done'; // what it replaces is being taken away
      await this.lines.execute(row);
      await this.conclude.execute(row);
    }
    const sealed = await this.seal.execute(bodyId, row.aooId, row.id);
    if (sealed.ok) return 'done';
    this.logger.warn(
      { code: sealed.refusal.code, registerImport: row.id },
      'an import report waits for the seal',
    );
    return 'later';
  }

  private async isRoomFree({ bodyId, registerId, id }: RegisterImportRow): Promise<boolean> {
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const others = await this.database.rows(RegisterImportRow).findBy({ registerId, holdsRows: true });
      return others.every((other) => other.id === id);
    });
  }

  private async takeAway(bodyId: string, importId: string): Promise<void> {
    for (;;) {
      const removed = await this.database.transaction({ bodyId, personId: null }, async () => {
        await this.leases.renew(importId);
        const gone = await this.database.query<{ id: string }>(
          `WITH gone AS (DELETE FROM imported_registration WHERE id IN (
             SELECT id FROM imported_registration WHERE import_id = $1 LIMIT ${REMOVED_AT_ONCE}) RETURNING 1)
           SELECT count(*)::integer AS id FROM gone`,
          [importId],
        );
        return Number(gone[0]?.id ?? 0);
      });
      if (removed < REMOVED_AT_ONCE) break;
    }
    await this.database.transaction({ bodyId, personId: null }, () =>
      this.database.rows(RegisterImportRow).update({ id: importId }, { holdsRows: false }),
    );
  }
}
