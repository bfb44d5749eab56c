import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { allBodies } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { PendingVerdicts } from './pending-verdicts';
import { SettleItems } from '../batches/settle-items';
import { type JudgedItem, SettleSignatures } from '../signatures/settle-signatures';

/** Signatures of one round; the next round takes the rest. */
const OF_ONE_ROUND = 200;

/**
 * Judges again, without their signer, signatures that were made when what decides on them was not at hand: revocation
 * services that did not answer, lists that were not there. Nothing is locked while somebody outside is asked.
 */
@Injectable()
export class JudgePending {
  constructor(
    private readonly database: Database,
    private readonly verdicts: PendingVerdicts,
    private readonly settle: SettleItems,
    private readonly settleSignatures: SettleSignatures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const judged = await this.verdicts.of(system, batchId, itemIds);
    if (judged.length === 0) return;
    await this.database.transaction(system, async () => {
      const locked = await this.settle.lock(batchId, itemIds);
      const still = new Map(
        locked.items.filter((item) => item.state === 'PENDING').map((item) => [item.id, item]),
      );
      const settled = judged.flatMap(({ itemId, ...rest }): JudgedItem[] => {
        const item = still.get(itemId);
        return item ? [{ item, ...rest }] : [];
      });
      const waiting = await this.settleSignatures.execute(system, locked, settled);
      if (waiting.length < settled.length)
        await this.settle.touch(system, batchId, 'signing-batch.judged', { itemIds });
    });
  }

  /** Every signature whose next try is due, of every body. */
  async judgeDue(): Promise<void> {
    for (const bodyId of await allBodies(this.database)) {
      const system = systemActor(bodyId, '');
      const due = await this.database.transaction(system, () =>
        this.database.query<{ batchId: string; itemIds: string[] }>(
          `SELECT batch_id AS "batchId", array_agg(id) AS "itemIds"
             FROM (SELECT id, batch_id FROM signing_item WHERE state = 'PENDING' AND judge_at <= $1
                    ORDER BY judge_at LIMIT ${OF_ONE_ROUND}) due
            GROUP BY batch_id`,
          [this.clock.now()],
        ),
      );
      for (const { batchId, itemIds } of due) await this.execute(system, batchId, itemIds);
    }
  }
}
