import { Injectable } from '@nestjs/common';
import { accept, fewAtATime, type Result } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import { CompleteRegistration } from '../../protocol';
import type { SigningItemRow } from '../infrastructure/batch.rows';
import { EmbedSignature, type JudgedFile } from './embed-signature';
import { PrintedNumbers } from './printed-numbers';
import { SettleItems } from './settle-items';
import { type JudgedItem, SettleSignatures } from './settle-signatures';
import { expectedOf } from './signature-verdicts';
import { Signers } from './signers';

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
    private readonly numbers: PrintedNumbers,
    private readonly register: CompleteRegistration,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const locked = await this.settle.lock(batchId, itemIds);
    const { batch, items, requests } = locked;
    if (!batch) return;
    const { taxCode } = await this.signers.person(batch.personId);
    const running = items.filter((item) => item.state === 'RUNNING');
    const made = await fewAtATime(running, AT_ONCE, async (item) => {
      const expected = expectedOf(item, taxCode, requests.get(item.requestId));
      return { item, outcome: await this.embed.execute(item, batch.certificates, expected) };
    });
    const judged: JudgedItem[] = [];
    for (const { item, outcome } of made) {
      const completed = outcome.ok ? await this.completeNumber(system, item, outcome.value) : outcome;
      if (completed.ok) judged.push({ item, ...completed.value });
      else await this.settle.fail(item, completed.refusal);
    }
    const waiting = await this.settleSignatures.execute(system, locked, judged);
    if (waiting.length > 0) await this.settle.noteWaiting(system, batchId, waiting);
    await this.settle.touch(system, batchId, 'signing-batch.completed', { itemIds });
  }

  /** Order B: the number that the act prints is given its final bytes, whatever the verdict on the signature will be. */
  private async completeNumber(
    system: Actor,
    item: SigningItemRow,
    made: JudgedFile,
  ): Promise<Result<JudgedFile>> {
    const registrationId = item.numberId && (await this.numbers.registrationOf(item.numberId));
    if (!registrationId) return accept(made);
    const completed = await this.register.execute(system, registrationId, {
      ...made.file,
      documentVersionId: null,
    });
    if (completed.ok) return accept(made);
    await this.numbers.leave(system, item);
    return completed;
  }
}
