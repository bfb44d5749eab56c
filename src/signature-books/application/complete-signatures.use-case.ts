import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/identity';
import { EmbedSignature } from './embed-signature';
import { RouteProgress } from './route-progress';
import { SettleItems } from './settle-items';
import { Signers } from './signers';

/** Third phase: embeds each value and moves the route on. Any number of repeats has the effect of one. */
@Injectable()
export class CompleteSignatures {
  constructor(
    private readonly settle: SettleItems,
    private readonly embed: EmbedSignature,
    private readonly progress: RouteProgress,
    private readonly signers: Signers,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const { batch, items, requests } = await this.settle.lock(batchId, itemIds);
    if (!batch) return;
    const { taxCode } = await this.signers.person(batch.personId);
    for (const item of items) {
      if (item.state !== 'RUNNING') continue;
      const outcome = await this.embed.execute(item, { taxCode, certificates: batch.certificates });
      if (!outcome.ok) {
        await this.settle.fail(item, outcome.refusal);
        continue;
      }
      await this.settle.accept(item, outcome.value);
      const request = requests.get(item.requestId);
      if (request) await this.progress.countSignature({ ...system, personId: batch.personId }, request, item);
    }
    await this.settle.touch(system, batchId, 'signing-batch.completed', { itemIds });
  }
}
