import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result, chunked } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { EnrolledCredential } from '../../../signing';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { isLeased, SigningItemRow } from '../../infrastructure/batch.rows';
import { SigningBatches } from '../../infrastructure/signing-batches';
import { CHUNK, openedFor } from './open-batch.use-case';
import { SettleItems } from './settle-items';

/**
 * The certificate is no longer the one that the documents were prepared for: it stands in what is signed, so that they are
 * prepared again for the present one. What has a value keeps it, and is completed first.
 */
@Injectable()
export class RestartBatch {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly settle: SettleItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, batchId: string, enrolled: EnrolledCredential): Promise<Result<true>> {
    return this.database.transaction(actor, async () => {
      const whole = await this.settle.lockWhole(actor, batchId);
      if (!whole.ok) return whole;
      const { batch, items } = whole.value;
      if (isLeased(batch, this.clock.now())) return refuse(refusals.BATCH_IN_OTHER_HANDS());
      if (items.some((item) => item.state === 'RUNNING')) return refuse(refusals.STILL_PREPARING());
      const ids = items.filter((item) => item.state === 'QUEUED').map((item) => item.id);
      await this.database.rows(SigningItemRow).update({ id: In(ids) }, { prepared: null, numberId: null });
      const certificate = enrolled.credential.certificate.sha256;
      await this.batches.save(actor, batch, openedFor(enrolled), 'signing-batch.restarted', { certificate });
      for (const itemIds of chunked(ids, CHUNK))
        await this.batches.save(actor, batch, {}, 'signing-batch.chunk-queued', { itemIds });
      return accept(true);
    });
  }
}
