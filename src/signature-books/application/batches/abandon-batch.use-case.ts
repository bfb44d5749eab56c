import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { batchStates } from '../../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { isLeased } from '../../infrastructure/batch.rows';
import { SettleItems } from './settle-items';

/** The signer closes the dialog: what has no value goes back to the queue with its mark; what has one is completed. */
@Injectable()
export class AbandonBatch {
  constructor(
    private readonly database: Database,
    private readonly settle: SettleItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, batchId: string): Promise<Result<true>> {
    return this.database.transaction(actor, async () => {
      const whole = await this.settle.lockWhole(actor, batchId);
      if (!whole.ok) return whole;
      const { batch, items } = whole.value;
      if (batchStates.isFinal(batch.state)) return accept(true);
      if (isLeased(batch, this.clock.now())) return refuse(refusals.BATCH_IN_OTHER_HANDS());
      for (const item of items) if (item.state === 'QUEUED') await this.settle.skip(item);
      await this.settle.touch(actor, batchId, 'signing-batch.abandoned');
      return accept(true);
    });
  }
}
