import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { countSignature } from '../domain/course-of-request';
import type { Authority } from '../domain/dossier-parts';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import type { SigningItemRow } from '../infrastructure/batch.rows';
import { Dossiers } from '../infrastructure/dossiers';
import { type SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { EmbedSignature } from './embed-signature';
import { SettleItems } from './settle-items';
import { Signers } from './signers';

/** Third phase: embeds each value and moves the route on. Any number of repeats has the effect of one. */
@Injectable()
export class CompleteSignatures {
  constructor(
    private readonly database: Database,
    private readonly settle: SettleItems,
    private readonly embed: EmbedSignature,
    private readonly dossiers: Dossiers,
    private readonly signers: Signers,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const { batch, items, requests } = await this.settle.lock(batchId, itemIds);
    if (!batch) return;
    const { taxCode } = await this.signers.person(batch.personId);
    for (const item of items) {
      if (item.state !== 'RUNNING') continue;
      const task = await this.database.rows(TaskRow).findOneByOrFail({ id: item.taskId });
      // The value stays in its row as evidence; a signature that comes after its task was withdrawn never counts.
      if (task.state !== 'SIGNING') {
        await this.settle.fail(item, refusals.SIGNED_TOO_LATE());
        continue;
      }
      const outcome = await this.embed.execute(item, { taxCode, certificates: batch.certificates });
      if (!outcome.ok) {
        await this.settle.fail(item, outcome.refusal);
        continue;
      }
      await this.settle.accept(item, outcome.value);
      const request = requests.get(item.requestId);
      if (request) await this.count({ ...system, personId: batch.personId }, request, item, task.power);
    }
    await this.settle.touch(system, batchId, 'signing-batch.completed', { itemIds });
  }

  /** The task is done when every file of it is signed; one half signed stays with its holder. */
  private async count(
    signer: Actor,
    request: SigningRequestRow,
    item: SigningItemRow,
    power: Authority | null,
  ): Promise<void> {
    const unsigned = await this.database.query<{ open: boolean }>(
      `SELECT true AS open FROM plico_file file
        WHERE file.plico_id = $1 AND file.revision = $2 AND file.to_sign
          AND NOT EXISTS (SELECT 1 FROM signing_item
                           WHERE task_id = $3 AND plico_file_id = file.id AND state = 'OK') LIMIT 1`,
      [request.plicoId, request.revision, item.taskId],
    );
    if (unsigned.length > 0) return;
    const open = await this.dossiers.of(request);
    const task = open.tasks.find((candidate) => candidate.id === item.taskId);
    if (!task || !power) throw new Error(`task ${item.taskId} was signed without a power`);
    const valueAt = item.valueAt?.toISOString() ?? null;
    const counted = countSignature(open.dossier, task, power, { batchId: item.batchId, valueAt });
    if (counted.ok) await this.dossiers.save(signer, open);
  }
}
