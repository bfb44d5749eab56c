import { Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { Database } from '../../../platform/database/database';
import type { JournalPayload } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { ITEM_STATES, type ItemState, itemStates, UNFINISHED_ITEM_STATES } from '../../domain/batch.states';
import { taskStates } from '../../domain/route.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { type SigningRequestRow, TaskRow } from '../../infrastructure/request.rows';
import { SigningBatches } from '../../infrastructure/signing-batches';
import { SigningRequests } from '../../infrastructure/signing-requests';

export interface LockedItems {
  readonly batch: SigningBatchRow | null;
  readonly items: SigningItemRow[];
  readonly requests: ReadonlyMap<string, SigningRequestRow>;
}

export interface AcceptedItem {
  readonly item: SigningItemRow;
  readonly resultVersionId: string;
}

/** How items of a batch end, and with them the batch. */
@Injectable()
export class SettleItems {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly batches: SigningBatches,
  ) {}

  /**
   * Locks the requests of the items and reads the items as they are under those locks. The batch is locked later and
   * only for as long as it is written: its chunks are worked on side by side.
   */
  async lock(batchId: string, itemIds: readonly string[]): Promise<LockedItems> {
    const wanted = await this.database
      .rows(SigningItemRow)
      .find({ where: { id: In([...itemIds]), batchId }, select: { requestId: true } });
    const requests = await this.requests.lockAll(wanted.map((item) => item.requestId));
    const batch = await this.batches.find(batchId);
    const items = await this.database
      .rows(SigningItemRow)
      .find({ where: { id: In([...itemIds]), batchId }, order: { position: 'ASC' } });
    return { batch, items, requests: new Map(requests.map((request) => [request.id, request])) };
  }

  /** As `lock`, for every item, and the batch itself: for its owner, who changes it as a whole. */
  async lockWhole(
    actor: Actor,
    batchId: string,
  ): Promise<Result<{ readonly batch: SigningBatchRow; readonly items: readonly SigningItemRow[] }>> {
    const all = await this.batches.items(batchId);
    const { items } = await this.lock(
      batchId,
      all.map((item) => item.id),
    );
    const batch = await this.batches.lock(batchId);
    if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
    return accept({ batch, items });
  }

  /**
   * T10: the reason is kept, the task goes back to its holder with its mark. Other files of the task go with it.
   * `evidence` names the signed file in the store, where one was made: it is kept, outside the act.
   */
  async fail(item: SigningItemRow, refusal: Refusal, evidence = item.signedSha256): Promise<void> {
    const { code, text, remedy } = refusal;
    const failure = { code, text, remedy: remedy ?? null };
    await this.conclude(item, 'fail', { failure, signedSha256: evidence });
    const siblings = await this.database
      .rows(SigningItemRow)
      .findBy({ taskId: item.taskId, state: 'QUEUED' });
    for (const sibling of siblings) await this.conclude(sibling, 'skip', {});
    await this.giveBack(item.taskId, code);
  }

  async skip(item: SigningItemRow): Promise<void> {
    await this.conclude(item, 'skip', {});
    await this.giveBack(item.taskId, null);
  }

  /** T9, for all that one job has completed. */
  async acceptAll(accepted: readonly AcceptedItem[]): Promise<void> {
    const changes = accepted.map(({ item, resultVersionId }) => ({
      item,
      where: { id: item.id },
      set: { state: stateAfter(item, 'accept'), resultVersionId },
    }));
    await this.database.updateEach(SigningItemRow, changes);
    for (const { item, set } of changes) Object.assign(item, set);
  }

  /** Tells who judges signatures that could not be judged at once. */
  async noteWaiting(system: Actor, batchId: string, items: readonly SigningItemRow[]): Promise<void> {
    await this.noteOn(system, batchId, 'signing-batch.verdicts-pending', {
      itemIds: items.map((item) => item.id),
    });
  }

  /** An entry for what happened to the batch; ends it when every item has ended. */
  async touch(actor: Actor, batchId: string, type: string, payload: JournalPayload = {}): Promise<void> {
    const batch = await this.noteOn(actor, batchId, type, payload);
    const counts = await this.batches.counts(batch.id);
    if (UNFINISHED_ITEM_STATES.some((state) => counts[state] > 0)) return;
    const { OK: signed, SKIPPED: skipped } = counts;
    const total = ITEM_STATES.reduce((sum, state) => sum + counts[state], 0);
    const action = signed === total ? 'finish' : skipped === total ? 'abandon' : 'finish-partly';
    await this.batches.transition(actor, batch, action, 'signing-batch.finished', { signed, total });
  }

  private async noteOn(actor: Actor, batchId: string, type: string, payload: JournalPayload) {
    const batch = await this.batches.lock(batchId);
    if (!batch) throw new Error(`batch ${batchId} is not there`);
    await this.batches.save(actor, batch, {}, type, payload);
    return batch;
  }

  private async conclude(
    item: SigningItemRow,
    action: 'fail' | 'skip',
    patch: Partial<SigningItemRow>,
  ): Promise<void> {
    const state = stateAfter(item, action);
    await this.database.rows(SigningItemRow).update({ id: item.id }, { ...patch, state });
    Object.assign(item, { ...patch, state });
  }

  /** The task goes back to its holder with its mark; `note` says why, or that the rest of its files is to be signed. */
  async giveBack(taskId: string, note: string | null): Promise<void> {
    const madeOfIt = { taskId, state: In(['RUNNING', 'PENDING']) };
    // Another file of it is signed and not judged yet: while it waits for its verdict the task does too.
    if (await this.database.rows(SigningItemRow).existsBy(madeOfIt)) return;
    const task = await this.database.rows(TaskRow).findOneByOrFail({ id: taskId });
    const state = taskStates.next(task.state, 'stop-signing');
    if (!state) return; // withdrawn meanwhile, or given back already with another file of it
    await this.database
      .rows(TaskRow)
      .update({ id: taskId, version: task.version }, { state, note, version: task.version + 1 });
  }
}

/** By the table; what it does not allow is a fault. */
export function stateAfter(item: SigningItemRow, action: 'fail' | 'skip' | 'accept' | 'wait'): ItemState {
  const state = itemStates.next(item.state, action);
  if (!state) throw new Error(`item ${item.id} is ${item.state}: ${action} is not possible`);
  return state;
}
