import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { batchStates } from '../../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { isLeased, type SigningBatchRow, type SigningItemRow } from '../../infrastructure/batch.rows';
import { SigningBatches } from '../../infrastructure/signing-batches';
import { LEASE_MS } from '../signatures/make-signatures';

const PREPARATION_PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Batches that can be authorised: every item prepared, and in the hands of one process alone. */
@Injectable()
export class ReadyBatches {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async waitFor(actor: Actor, batchId: string): Promise<Result<SigningBatchRow>> {
    const until = this.clock.now().getTime() + PREPARATION_PATIENCE_MS;
    for (;;) {
      const state = await this.database.transaction(actor, async () => {
        const batch = await this.batches.find(batchId);
        if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
        if (batchStates.isFinal(batch.state)) return refuse(refusals.BATCH_IS_OVER());
        const { queued, prepared } = await this.batches.preparation(batchId);
        if (queued === 0) return refuse(refusals.NOTHING_TO_AUTHORISE());
        return accept(prepared === queued ? batch : null);
      });
      if (!state.ok) return state;
      if (state.value) return accept(state.value);
      if (this.clock.now().getTime() > until) return refuse(refusals.STILL_PREPARING());
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
    }
  }

  /** As many items as one code authorises; the others wait for the next code, as the batch says. */
  async takeLease(
    actor: Actor,
    batchId: string,
    holder: string,
    most: number,
  ): Promise<Result<SigningItemRow[]>> {
    return this.database.transaction(actor, async () => {
      const batch = await this.batches.lock(batchId);
      if (!batch) return refuse(refusals.BATCH_NOT_FOUND());
      const now = this.clock.now();
      if (isLeased(batch, now)) return refuse(refusals.BATCH_IN_OTHER_HANDS());
      const queued = (await this.batches.items(batchId)).filter((item) => item.state === 'QUEUED');
      if (queued.length === 0) return refuse(refusals.NOTHING_TO_AUTHORISE());
      if (queued.some((item) => !item.prepared)) return refuse(refusals.STILL_PREPARING());
      const items = queued.slice(0, most);
      await this.batches.save(
        actor,
        batch,
        { leaseUntil: new Date(now.getTime() + LEASE_MS), leaseHolder: holder, stopped: null },
        'signing-batch.authorisation-began',
        { signatures: items.length },
      );
      return accept(items);
    });
  }
}
