import { Injectable } from '@nestjs/common';
import { fewAtATime, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import type { StoredObject } from '../../platform/storage';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import type { SigningItemRow } from '../infrastructure/batch.rows';
import { TaskRow } from '../infrastructure/request.rows';
import { AcceptSignatures } from './accept-signatures';
import { EmbedSignature } from './embed-signature';
import { SettleItems } from './settle-items';
import { Signers } from './signers';

/** Files that are written at once: each waits for the disk while the next is made. */
const AT_ONCE = 6;

/** Third phase: embeds each value and moves the route on. Any number of repeats has the effect of one. */
@Injectable()
export class CompleteSignatures {
  constructor(
    private readonly database: Database,
    private readonly settle: SettleItems,
    private readonly embed: EmbedSignature,
    private readonly accepting: AcceptSignatures,
    private readonly signers: Signers,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const { batch, items, requests } = await this.settle.lock(batchId, itemIds);
    if (!batch) return;
    const { taxCode } = await this.signers.person(batch.personId);
    const inTime = await this.inTime(items.filter((item) => item.state === 'RUNNING'));
    const expected = { taxCode, certificates: batch.certificates };
    const made = await fewAtATime(inTime, AT_ONCE, async (item) => ({
      item,
      outcome: await this.embed.execute(item, expected),
    }));
    const signed: { item: SigningItemRow; file: StoredObject }[] = [];
    for (const { item, outcome } of made) await this.keepOrFail(item, outcome, signed);
    await this.accepting.execute({ ...system, personId: batch.personId }, signed, requests);
    await this.settle.touch(system, batchId, 'signing-batch.completed', { itemIds });
  }

  /** The value stays in its row as evidence; a signature that comes after its task was withdrawn never counts. */
  private async inTime(items: readonly SigningItemRow[]): Promise<SigningItemRow[]> {
    const tasks = await this.database
      .rows(TaskRow)
      .find({ where: { id: In(items.map((item) => item.taskId)) }, select: { id: true, state: true } });
    const open = new Set(tasks.filter(({ state }) => state === 'SIGNING').map(({ id }) => id));
    for (const item of items)
      if (!open.has(item.taskId)) await this.settle.fail(item, refusals.SIGNED_TOO_LATE());
    return items.filter((item) => open.has(item.taskId));
  }

  private async keepOrFail(
    item: SigningItemRow,
    outcome: Result<StoredObject>,
    signed: { item: SigningItemRow; file: StoredObject }[],
  ): Promise<void> {
    if (outcome.ok) signed.push({ item, file: outcome.value });
    else await this.settle.fail(item, outcome.refusal);
  }
}
