import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { nextTryAfter } from '../../domain/verdict-on-signature';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import { TaskRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { CountSignatures } from './count-signatures';
import type { JudgedFile } from './embed-signature';
import { type LockedItems, SettleItems, stateAfter } from '../batches/settle-items';

/** The first verdict is made without asking anybody. */
const FIRST_ASKED = 1;

export interface JudgedItem extends JudgedFile {
  readonly item: SigningItemRow;
}

/** What follows from the verdict on each signature: it counts, waits for a better one, or goes back to its signer. */
@Injectable()
export class SettleSignatures {
  constructor(
    private readonly database: Database,
    private readonly settle: SettleItems,
    private readonly counting: CountSignatures,
    private readonly requests: SigningRequests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Under the locks of the requests. @returns the items that wait */
  async execute(
    system: Actor,
    { batch, requests }: LockedItems,
    judged: readonly JudgedItem[],
  ): Promise<readonly SigningItemRow[]> {
    const inTime = await this.inTime(judged);
    for (const { item, file, verdict } of inTime)
      if (verdict.kind === 'REFUSED') await this.settle.fail(item, verdict.refusal, file.sha256);
    const counts = inTime.filter(({ verdict }) => verdict.kind === 'COUNTS');
    await this.counting.execute({ ...system, personId: batch?.personId ?? null }, counts, requests);
    return this.wait(system, inTime, requests);
  }

  /** A signature that comes after its task was withdrawn never counts; the file is kept as evidence. */
  private async inTime(judged: readonly JudgedItem[]): Promise<JudgedItem[]> {
    const tasks = await this.database.rows(TaskRow).find({
      where: { id: In(judged.map(({ item }) => item.taskId)) },
      select: { id: true, state: true },
    });
    const open = new Set(tasks.filter(({ state }) => state === 'SIGNING').map(({ id }) => id));
    const inTime: JudgedItem[] = [];
    for (const one of judged)
      if (open.has(one.item.taskId)) inTime.push(one);
      else await this.settle.fail(one.item, refusals.SIGNED_TOO_LATE(), one.file.sha256);
    return inTime;
  }

  private async wait(
    system: Actor,
    judged: readonly JudgedItem[],
    requests: LockedItems['requests'],
  ): Promise<readonly SigningItemRow[]> {
    const now = this.clock.now();
    const changes = judged.flatMap(({ item, file, verdict }) => {
      if (verdict.kind !== 'WAITS') return [];
      const { since, tries } = item.waiting ?? { since: now.toISOString(), tries: -1 };
      const waiting = { why: verdict.why, since, tries: tries + 1 };
      const set = {
        state: stateAfter(item, 'wait'),
        signedSha256: file.sha256,
        waiting,
        judgeAt: nextTryAfter(now, waiting.tries),
      };
      return [{ item, where: { id: item.id }, set }];
    });
    await this.database.updateEach(SigningItemRow, changes);
    for (const { item, set } of changes) Object.assign(item, set);
    for (const { item, set } of changes)
      if (set.waiting.tries === FIRST_ASKED) await this.tell(system, item, requests);
    return changes.map(({ item }) => item);
  }

  /** Whoever follows the act learns that it waits, and for what, once its issuer was asked in vain. */
  private async tell(
    system: Actor,
    { taskId, requestId, waiting }: SigningItemRow,
    requests: LockedItems['requests'],
  ): Promise<void> {
    const request = requests.get(requestId);
    if (!request) return;
    const payload = { taskId, why: waiting?.why };
    await this.requests.note(system, request, { type: 'signing-request.signature-waits', payload });
  }
}
