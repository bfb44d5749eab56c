import { Injectable } from '@nestjs/common';
import { Plichi } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { StoredObject } from '../../../platform/storage';
import { ENVELOPE } from '../../domain/elsewhere/admitted-container';
import { countSignature } from '../../domain/course-of-request';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import type { SigningRequestRow } from '../../infrastructure/request.rows';
import { type AcceptedItem, SettleItems } from '../batches/settle-items';

export interface SignedItem {
  readonly item: SigningItemRow;
  /** In the store already, and judged. */
  readonly file: Pick<StoredObject, 'sha256' | 'size'>;
}

/** T9: signed files take the place of those that they continue, and tasks of which every file is signed are done. */
@Injectable()
export class CountSignatures {
  constructor(
    private readonly database: Database,
    private readonly plichi: Plichi,
    private readonly settle: SettleItems,
    private readonly dossiers: Dossiers,
  ) {}

  /** In the name of the signer, under the locks of the requests; as many statements for many as for one. */
  async execute(
    signer: Actor,
    signed: readonly SignedItem[],
    requests: ReadonlyMap<string, SigningRequestRow>,
  ): Promise<void> {
    if (signed.length === 0) return;
    const grown = await this.plichi.growAll(
      signer.bodyId,
      signed.map(({ item, file: { sha256, size } }) => ({
        ...{ fileId: item.plicoFileId, fromVersionId: item.baseVersionId },
        ...{ sha256, size, mediaType: item.elsewhere?.container === 'CADES' ? ENVELOPE : undefined },
      })),
    );
    const accepted: AcceptedItem[] = [];
    for (const [index, { item }] of signed.entries()) {
      const resultVersionId = grown[index];
      if (resultVersionId) accepted.push({ item, resultVersionId });
      else await this.settle.fail(item, refusals.FILE_GREW());
    }
    await this.settle.acceptAll(accepted);
    await this.countTasks(
      signer,
      accepted.map(({ item }) => item),
      requests,
    );
  }

  /** The task is done when every file of it is signed; one half signed stays with its holder. */
  private async countTasks(
    signer: Actor,
    items: readonly SigningItemRow[],
    requests: ReadonlyMap<string, SigningRequestRow>,
  ): Promise<void> {
    const whole = await this.wholeTasks(items.map((item) => item.taskId));
    const last = new Map(items.filter((item) => whole.has(item.taskId)).map((item) => [item.taskId, item]));
    const rows = [...last.values()].flatMap((item) => requests.get(item.requestId) ?? []);
    const dossiers = await this.dossiers.ofAll([...new Set(rows)]);
    const counted = new Set<OpenDossier>();
    for (const item of last.values()) {
      const open = dossiers.get(item.requestId);
      const task = open?.tasks.find((candidate) => candidate.id === item.taskId);
      if (!open || !task?.power) throw new Error(`task ${item.taskId} was signed without a power`);
      const valueAt = item.valueAt?.toISOString() ?? null;
      const made = { batchId: item.batchId, valueAt };
      if (countSignature(open.dossier, task, task.power, made).ok) counted.add(open);
    }
    await this.dossiers.saveAll(signer, [...counted]);
    await this.giveBackHalfSigned(items.map((item) => item.taskId).filter((id) => !whole.has(id)));
  }

  /** Of these tasks other files are still to be signed: where no signature is under way, their holders go on with them. */
  private async giveBackHalfSigned(taskIds: readonly string[]): Promise<void> {
    for (const taskId of new Set(taskIds)) {
      const isToCome = await this.database.rows(SigningItemRow).existsBy({ taskId, state: 'QUEUED' });
      if (!isToCome) await this.settle.giveBack(taskId, refusals.HALF_SIGNED().code);
    }
  }

  private async wholeTasks(taskIds: readonly string[]): Promise<Set<string>> {
    const whole = await this.database.query<{ id: string }>(
      `SELECT task.id FROM task
         JOIN signing_request request ON request.id = task.request_id
        WHERE task.id = ANY($1)
          AND NOT EXISTS (
            SELECT 1 FROM plico_file file
             WHERE file.plico_id = request.plico_id AND file.revision = task.revision AND file.to_sign
               AND NOT EXISTS (SELECT 1 FROM signing_item item
                                WHERE item.task_id = task.id AND item.plico_file_id = file.id AND item.state = 'OK'))`,
      [taskIds],
    );
    return new Set(whole.map(({ id }) => id));
  }
}
