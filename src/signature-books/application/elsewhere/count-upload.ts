import { Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { ItemState } from '../../domain/batch.states';
import type { Authority } from '../../domain/dossier-parts';
import { OPEN_TASK_STATES } from '../../domain/route.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import type { TaskRow } from '../../infrastructure/request.rows';
import { type GivenFile, GivenFiles } from './given-file';
import { SettleUpload } from './settle-upload';
import { SigningElsewhere } from './signing-elsewhere';
import { type UploadedFile, WriteUploadedItem } from './write-uploaded-item';

export interface TakenFile {
  readonly requestId: string;
  readonly outcome: ItemState;
  /** What the signature waits for. */
  readonly waitsFor: string | null;
  /** Why it does not count; it is kept all the same. */
  readonly refusal: Refusal | null;
}

/** Gives a signature that was made elsewhere its place: judged, counted or kept as any other, and accepted once for ever. */
@Injectable()
export class CountUpload {
  constructor(
    private readonly database: Database,
    private readonly given: GivenFiles,
    private readonly dossiers: Dossiers,
    private readonly signing: SigningElsewhere,
    private readonly items: WriteUploadedItem,
    private readonly settle: SettleUpload,
  ) {}

  async execute(actor: Actor, downloadId: string, upload: UploadedFile): Promise<Result<TakenFile>> {
    return this.database.transaction(actor, async () => {
      const before = await this.given.find(actor, downloadId);
      const open = before.ok ? await this.dossiers.lock(before.value.request.id) : null;
      // Read again under the lock: whoever waited for it sees what the other one did.
      const given = await this.given.find(actor, downloadId);
      if (!given.ok || !open) return given.ok ? refuse(refusals.NO_SUCH_DOWNLOAD()) : given;
      const task = liveTask(open, given.value);
      const right = task && (await this.rightTo(actor, open, task, given.value));
      if (right && !right.ok) return right;
      const item = await this.items.execute(actor, given.value, upload);
      if (!item) return refuse(refusals.SIGNATURE_USED_ALREADY());
      if (task && right) await this.begin(actor, open, task, right.value, given.value);
      await this.given.answer(given.value);
      await this.settle.execute(actor, open.row, item, upload);
      return accept(takenOf(item));
    });
  }

  private rightTo(
    { personId }: Actor,
    open: OpenDossier,
    task: TaskRow,
    { download: { reasons }, file }: GivenFile,
  ): Promise<Result<Authority>> {
    return this.signing.rightTo(open, task, personId ?? '', { file, reasons });
  }

  private async begin(
    actor: Actor,
    open: OpenDossier,
    task: TaskRow,
    power: Authority,
    { download: { reasons } }: GivenFile,
  ): Promise<void> {
    if (task.state === 'SIGNING') return; // with another file of it, that waits for its verdict
    const by = { power, capacity: power.capacity, note: reasons };
    const moved = open.dossier.moveTask(task, 'begin-signing', by);
    if (reasons)
      open.dossier.note({
        type: 'signing-request.opinion-overruled',
        payload: { taskId: task.id, reason: reasons },
        authority: power,
      });
    if (!moved.ok) throw new Error(`task ${task.id} is ${task.state} and cannot be signed`);
    await this.dossiers.save(actor, open);
  }
}

/** Null for one that was withdrawn meanwhile, whose signature is evidence and never counts. */
function liveTask(open: OpenDossier, { task: { id } }: GivenFile): TaskRow | null {
  const task = open.tasks.find((candidate) => candidate.id === id);
  return task && OPEN_TASK_STATES.includes(task.state) ? task : null;
}

function takenOf({ requestId, state, failure, waiting }: SigningItemRow): TakenFile {
  const refusal: Refusal | null = failure && {
    code: failure.code,
    kind: 'conflict',
    text: failure.text,
    ...(failure.remedy && { remedy: failure.remedy }),
    details: {},
  };
  return { requestId, outcome: state, waitsFor: waiting?.why ?? null, refusal };
}
