import { Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { Plichi, type PlicoFile } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { obstacleTo } from '../../domain/acts-on-task';
import type { Authority } from '../../domain/dossier-parts';
import { admittedContainers } from '../../domain/elsewhere/admitted-container';
import { takesNumber } from '../../domain/number-in-act';
import { obligatoryContraryOpinions } from '../../domain/opinions';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { TypePolicy } from '../../domain/type-policy';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import { type SigningRequestRow, TaskRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { Authorities } from './authorities';
import { fileInOtherHands, FilesInHands, type HeldBy } from '../elsewhere/files-in-hands';

export interface ChosenTask {
  readonly taskId: string;
  readonly taskVersion: number;
  /** Of the main document as it was shown. */
  readonly sha256: string;
  /** Why the act is signed although an opinion is contrary. */
  readonly reasons?: string | undefined;
}

export interface QueuedFile {
  readonly task: TaskRow;
  readonly file: PlicoFile;
  /** Order B: its signature prints the number of the act. */
  readonly takesNumber: boolean;
}

/** What lies before a signer: the acts of the chosen tasks, and his right to each. */
interface Desk {
  readonly open: ReadonlyMap<string, OpenDossier>;
  readonly files: ReadonlyMap<string, readonly PlicoFile[]>;
  /** Task and file of each signature that was made already. */
  readonly made: ReadonlySet<string>;
  /** Files that others are signing elsewhere. */
  readonly held: ReadonlyMap<string, HeldBy>;
  readonly taken: ReadonlyMap<string, { task: TaskRow; row: SigningRequestRow; authority: Authority | null }>;
}

/** Takes tasks from their desks to have them signed: each by a right of today, for the bytes that were seen. */
@Injectable()
export class TakeTasks {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly dossiers: Dossiers,
    private readonly plichi: Plichi,
    private readonly authorities: Authorities,
    private readonly held: FilesInHands,
  ) {}

  /** All of them, or none: the first that is refused refuses the whole. */
  async takeAll(actor: Actor, chosen: readonly ChosenTask[]): Promise<Result<QueuedFile[]>> {
    const desk = await this.lay(actor, chosen);
    const queued: QueuedFile[] = [];
    for (const choice of chosen) {
      const outcome = this.take(actor.personId ?? '', choice, desk);
      if (!outcome.ok) return outcome;
      queued.push(...outcome.value);
    }
    await this.dossiers.saveAll(actor, [...desk.open.values()]);
    return accept(queued);
  }

  /** Why this one could not be signed now; null when it could. Nothing is changed. */
  async refusalOf(actor: Actor, choice: ChosenTask): Promise<Refusal | null> {
    return this.database.transaction(actor, async () => {
      const outcome = this.take(actor.personId ?? '', choice, await this.lay(actor, [choice]));
      return outcome.ok ? null : outcome.refusal;
    });
  }

  /** Locks the requests of the chosen tasks, and reads under those locks all that says whether they may be signed. */
  private async lay(actor: Actor, chosen: readonly ChosenTask[]): Promise<Desk> {
    const ids = chosen.map(({ taskId }) => taskId);
    const found = await this.database.rows(TaskRow).findBy({ id: In(ids) });
    const requests = await this.requests.lockAll(found.map((task) => task.requestId));
    const open = await this.dossiers.ofAll(requests);
    const files = await this.plichi.files(requests);
    const tasks = [...open.values()].flatMap(({ row, tasks: own }) =>
      own.filter(({ id }) => ids.includes(id)).map((task) => ({ task, row })),
    );
    const rights = await this.authorities.judgeAll(
      actor.personId ?? '',
      tasks.map(({ task, row }) => ({ ...task, documentTypeId: row.documentTypeId, amount: row.amount })),
    );
    const made = await this.database
      .rows(SigningItemRow)
      .find({ where: { taskId: In(ids), state: 'OK' }, select: { taskId: true, plicoFileId: true } });
    return {
      open,
      files,
      held: await this.held.fromOthers(actor.personId ?? '', [...files.values()].flat()),
      made: new Set(made.map(({ taskId, plicoFileId }) => `${taskId} ${plicoFileId}`)),
      taken: new Map(
        tasks.map(({ task, row }, index) => [task.id, { task, row, authority: rights[index] ?? null }]),
      ),
    };
  }

  private take(personId: string, choice: ChosenTask, desk: Desk): Result<QueuedFile[]> {
    const taken = desk.taken.get(choice.taskId);
    const open = taken && desk.open.get(taken.row.id);
    if (!taken || !open) return refuse(refusals.NOT_FOUND());
    const { task, row, authority } = taken;
    if (!authority)
      return refuse(task.addressee === `person:${personId}` ? refusals.POWER_ENDED() : refusals.NOT_FOUND());
    const own = desk.files.get(row.plicoId) ?? [];
    // Of a task that is half signed only the rest is signed: what was made counts.
    const toSign = own.filter((file) => file.toSign && !desk.made.has(`${task.id} ${file.id}`));
    const obstacle =
      faultOfChoice(task, choice, own) ??
      obstacleToSigning(open, task, personId, choice.reasons) ??
      faultOfFiles(toSign, row.policy, desk.held);
    if (obstacle) return refuse(obstacle);
    const moved = open.dossier.moveTask(task, 'begin-signing', {
      power: authority,
      capacity: authority.capacity,
      note: choice.reasons ?? null,
    });
    if (!moved.ok) return moved;
    if (choice.reasons)
      open.dossier.note({
        type: 'signing-request.opinion-overruled',
        payload: { taskId: task.id, reason: choice.reasons },
        authority,
      });
    const prints = takesNumber(open.dossier, task.stepId);
    return accept(toSign.map((file) => ({ task, file, takesNumber: prints && file.role === 'MAIN' })));
  }
}

/** What keeps a person from signing a task now, by whatever means; null when nothing does. */
export function obstacleToSigning(
  open: OpenDossier,
  task: TaskRow,
  personId: string,
  reasons: string | null | undefined,
): Refusal | null {
  const obstacle = obstacleTo(open.dossier, task, personId) ?? faultOfPolicy(open.row, task, personId);
  if (obstacle) return obstacle;
  const isContrary = obligatoryContraryOpinions(open.dossier).length > 0;
  return isContrary && !reasons ? refusals.REASONS_ON_CONTRARY_OPINION() : null;
}

/** Files that somebody else has in his hands, or that no device signs here. */
function faultOfFiles(
  files: readonly PlicoFile[],
  policy: TypePolicy,
  held: ReadonlyMap<string, HeldBy>,
): Refusal | null {
  for (const { id, current } of files) {
    const holder = held.get(id);
    if (holder) return fileInOtherHands(current.fileName, holder);
    if (!admittedContainers(current, policy).includes('PADES'))
      return refusals.ONLY_SIGNED_ELSEWHERE({ fileName: current.fileName });
  }
  return null;
}

function faultOfChoice(task: TaskRow, choice: ChosenTask, files: readonly PlicoFile[]): Refusal | null {
  if (task.kind !== 'SIGN') return refusals.ONLY_SIGNATURES_IN_BATCH();
  if (task.version !== choice.taskVersion) return refusals.CHANGED_MEANWHILE();
  return files[0]?.current.sha256 === choice.sha256 ? null : refusals.NOT_THE_BYTES_YOU_SAW();
}

function faultOfPolicy(
  { policy, requesterId }: SigningRequestRow,
  task: TaskRow,
  personId: string,
): Refusal | null {
  if (policy.mustRead && !task.readBy.includes(personId)) return refusals.NOT_READ_YET();
  return policy.fourEyes === 'drafter-never' && requesterId === personId
    ? refusals.DRAFTER_MAY_NOT_ACT()
    : null;
}
