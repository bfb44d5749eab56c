import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { batchStates } from '../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { SigningBatches } from '../infrastructure/signing-batches';
import { SettleItems } from './settle-items';

/** The signer closes the dialog: what has no value goes back to the queue with its mark; what has one is completed. */
@Injectable()
export class AbandonBatch {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly settle: SettleItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, batchId: string): Promise<Result<true>> {
    return this.database.transaction(actor, async () => {
      const all = await this.batches.items(batchId);
      const { items } = await this.settle.lock(
        batchId,
        all.map((item) => item.id),
      );
      const batch = await this.batches.lock(batchId);
      if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
      if (batchStates.isFinal(batch.state)) return accept(true);
      if (batch.leaseUntil && batch.leaseUntil > this.clock.now())
        return refuse(refusals.BATCH_IN_OTHER_HANDS());
      for (const item of items) if (item.state === 'QUEUED') await this.settle.skip(item);
      await this.settle.touch(actor, batchId, 'signing-batch.abandoned');
      return accept(true);
    });
  }
}
