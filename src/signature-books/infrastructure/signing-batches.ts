import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Journal, type JournalPayload } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { type BatchState, batchStates, ITEM_STATES, type ItemState } from '../domain/batch.states';
import { SigningBatchRow, SigningItemRow } from './batch.rows';

export const BATCH_STREAM = 'signing-batch';

type BatchAction = Parameters<typeof batchStates.next>[1];

/** Batches under lock. Whoever needs requests as well locks those first, so that nobody waits in a circle. */
@Injectable()
export class SigningBatches {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  async lock(id: string): Promise<SigningBatchRow | null> {
    return this.database
      .rows(SigningBatchRow)
      .createQueryBuilder('batch')
      .where('batch.id = :id', { id })
      .setLock('pessimistic_write')
      .getOne();
  }

  async find(id: string): Promise<SigningBatchRow | null> {
    return this.database.rows(SigningBatchRow).findOneBy({ id });
  }

  async items(batchId: string): Promise<SigningItemRow[]> {
    return this.database.rows(SigningItemRow).find({ where: { batchId }, order: { position: 'ASC' } });
  }

  /** How many items are in each state. */
  async counts(batchId: string): Promise<Record<ItemState, number>> {
    const found = await this.database.query<{ state: ItemState; count: number }>(
      'SELECT state, count(*)::int AS count FROM signing_item WHERE batch_id = $1 GROUP BY state',
      [batchId],
    );
    const counts = Object.fromEntries(ITEM_STATES.map((state) => [state, 0])) as Record<ItemState, number>;
    for (const { state, count } of found) counts[state] = count;
    return counts;
  }

  /** Whether there is something to authorise, and whether all of it is prepared. */
  async preparation(batchId: string): Promise<{ readonly queued: number; readonly prepared: number }> {
    const [found] = await this.database.query<{ queued: number; prepared: number }>(
      `SELECT count(*)::int AS queued, count(prepared)::int AS prepared
         FROM signing_item WHERE batch_id = $1 AND state = 'QUEUED'`,
      [batchId],
    );
    return found ?? { queued: 0, prepared: 0 };
  }

  /** False where the table does not allow it. */
  async transition(
    actor: Actor,
    batch: SigningBatchRow,
    action: BatchAction,
    type: string,
    payload: JournalPayload = {},
  ): Promise<boolean> {
    const state = batchStates.next(batch.state, action);
    if (!state) return false;
    await this.save(actor, batch, { state }, type, payload);
    return true;
  }

  /** A change that is worth an entry but leaves the state, such as values that were stored. */
  async save(
    actor: Actor,
    batch: SigningBatchRow,
    patch: Partial<
      Pick<SigningBatchRow, 'leaseUntil' | 'leaseHolder' | 'certificates' | 'device' | 'stopped'>
    > & { state?: BatchState },
    type: string,
    payload: JournalPayload = {},
  ): Promise<void> {
    const change = { ...patch, version: batch.version + 1 };
    const outcome = await this.database
      .rows(SigningBatchRow)
      .update({ id: batch.id, version: batch.version }, change);
    if (outcome.affected !== 1) throw new Error(`batch ${batch.id} was changed without its lock`);
    Object.assign(batch, change);
    await this.journal.append(actor, {
      stream: BATCH_STREAM,
      streamId: batch.id,
      type,
      payload: { batchId: batch.id, personId: batch.personId, ...payload },
    });
  }
}
