import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { Database } from '../../../platform/database/database';
import { Journal, type JournalPayload } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { IMPORT_RECEIVED, REGISTER_IMPORT_STREAM } from '../../domain/register-start/register-import';
import { registerImportStates } from '../../domain/register-start/register-import.states';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';

export interface ImportMove {
  readonly action: 'conclude' | 'seal' | 'refuse' | 'abandon' | 'replace';
  readonly type: string;
  readonly change?: Partial<RegisterImportRow>;
  readonly payload?: JournalPayload;
}

/** Changes the state of an import by its table, with an entry of the journal. Inside the caller's unit of work. */
@Injectable()
export class ImportMoves {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  async begin(
    actor: Actor,
    row: QueryDeepPartialEntity<RegisterImportRow> & { readonly id: string },
    payload: JournalPayload,
  ): Promise<void> {
    await this.database.rows(RegisterImportRow).insert(row);
    await this.journal.append(actor, {
      stream: REGISTER_IMPORT_STREAM,
      streamId: row.id,
      type: IMPORT_RECEIVED,
      payload,
    });
  }

  /** False where the table has no such step: somebody else moved it meanwhile. */
  async move(actor: Actor, id: string, { action, type, change, payload = {} }: ImportMove): Promise<boolean> {
    const rows = this.database.rows(RegisterImportRow);
    const row = await rows.findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    const state = registerImportStates.next(row.state, action);
    if (!state) return false;
    await rows.save({ ...row, ...change, state });
    await this.journal.append(actor, { stream: REGISTER_IMPORT_STREAM, streamId: id, type, payload });
    return true;
  }
}
