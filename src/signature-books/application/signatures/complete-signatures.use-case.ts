import { Injectable } from '@nestjs/common';
import { fewAtATime } from '@libro-firma/kernel';
import type { Actor } from '../../../platform/identity';
import { CompleteNumber } from '../numbers/complete-number';
import { EmbedSignature } from './embed-signature';
import { SettleItems } from '../batches/settle-items';
import { type JudgedItem, SettleSignatures } from './settle-signatures';
import { expectedOf } from '../verdicts/signature-verdicts';
import { Signers } from './signers';
import { ValueTimestamps } from './value-timestamps';

/** Files that are written at once: each waits for the disk while the next is made. */
const AT_ONCE = 6;

/**
 * Third phase: embeds each value and moves the route on. Any number of repeats has the effect of one. What cannot be judged
 * without asking its issuer is judged by a job of its own, that holds no lock while it asks.
 */
@Injectable()
export class CompleteSignatures {
  constructor(
    private readonly settle: SettleItems,
    private readonly embed: EmbedSignature,
    private readonly settleSignatures: SettleSignatures,
    private readonly signers: Signers,
    private readonly number: CompleteNumber,
    private readonly stamps: ValueTimestamps,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    // An authority may take its time: it is asked before anything is locked.
    const stamps = await this.stamps.of(batchId, itemIds);
    const locked = await this.settle.lock(batchId, itemIds);
    const { batch, items, requests } = locked;
    if (!batch) return;
    const { taxCode } = await this.signers.person(batch.personId);
    const running = items.filter((item) => item.state === 'RUNNING');
    const made = await fewAtATime(running, AT_ONCE, async (item) => {
      const expected = expectedOf(item, taxCode, requests.get(item.requestId));
      const outcome = await this.embed.execute(item, batch.certificates, expected, stamps.get(item.id));
      return { item, outcome };
    });
    await this.stamps.owe(running.filter(({ id }) => !stamps.has(id)));
    const judged: JudgedItem[] = [];
    for (const { item, outcome } of made) {
      const completed = outcome.ok ? await this.number.execute(system, item, outcome.value) : outcome;
      if (completed.ok) judged.push({ item, ...completed.value });
      else await this.settle.fail(item, completed.refusal);
    }
    const waiting = await this.settleSignatures.execute(system, locked, judged);
    if (waiting.length > 0) await this.settle.noteWaiting(system, batchId, waiting);
    await this.settle.touch(system, batchId, 'signing-batch.completed', { itemIds });
  }
}
