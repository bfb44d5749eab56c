import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/identity';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import type { SigningRequestRow } from '../../infrastructure/request.rows';
import { SettleItems } from '../batches/settle-items';
import { SettleSignatures } from '../signatures/settle-signatures';
import type { UploadedFile } from './write-uploaded-item';

/** What follows from the verdict on an uploaded signature: the same as for one that a device made. */
@Injectable()
export class SettleUpload {
  constructor(
    private readonly settle: SettleItems,
    private readonly settleSignatures: SettleSignatures,
  ) {}

  /** Under the lock of the request. The item tells afterwards how it ended. */
  async execute(
    actor: Actor,
    request: SigningRequestRow,
    item: SigningItemRow,
    { verdict, sha256, size }: UploadedFile,
  ): Promise<void> {
    const { batchId } = item;
    const locked = await this.settle.lock(batchId, [item.id]);
    const judged = [{ item, file: { sha256, size }, verdict }];
    const requests = new Map([[request.id, request]]);
    const waiting = await this.settleSignatures.execute(actor, { ...locked, requests }, judged);
    if (waiting.length > 0) await this.settle.noteWaiting(actor, batchId, waiting);
    await this.settle.touch(actor, batchId, 'signing-batch.completed', { itemIds: [item.id] });
  }
}
