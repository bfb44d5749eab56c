import { Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { Plichi, type PlicoFile } from '../../documents';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { obstacleTo } from '../domain/acts-on-task';
import { obligatoryContraryOpinions } from '../domain/opinions';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { SigningItemRow } from '../infrastructure/batch.rows';
import { Dossiers, type OpenDossier } from '../infrastructure/dossiers';
import { type SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { SigningRequests } from '../infrastructure/signing-requests';
import { Authorities } from './authorities';

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
  ) {}

  /** All of them, or none: the first that is refused refuses the whole. */
  async takeAll(actor: Actor, chosen: readonly ChosenTask[]): Promise<Result<QueuedFile[]>> {
    const found = await this.database.rows(TaskRow).findBy({ id: In(chosen.map((task) => task.taskId)) });
    const requests = await this.requests.lockAll(found.map((task) => task.requestId));
    const open = new Map<string, OpenDossier>();
    for (const request of requests) open.set(request.id, await this.dossiers.of(request));
    const files = await this.plichi.files(requests);
    const queued: QueuedFile[] = [];
    for (const choice of chosen) {
      const requestId = found.find((task) => task.id === choice.taskId)?.requestId ?? '';
      const outcome = await this.take(actor.personId ?? '', choice, open.get(requestId), files);
      if (!outcome.ok) return outcome;
      queued.push(...outcome.value);
    }
    for (const dossier of open.values()) await this.dossiers.save(actor, dossier);
    return accept(queued);
  }

  /** Why this one could not be signed now; null when it could. Nothing is changed. */
  async refusalOf(actor: Actor, choice: ChosenTask): Promise<Refusal | null> {
    return this.database.transaction(actor, async () => {
      const found = await this.database.rows(TaskRow).findOneBy({ id: choice.taskId });
      const row = found && (await this.requests.lock(found.requestId));
      const open = row ? await this.dossiers.of(row) : undefined;
      const files = row ? await this.plichi.files([row]) : new Map<string, readonly PlicoFile[]>();
      const outcome = await this.take(actor.personId ?? '', choice, open, files);
      return outcome.ok ? null : outcome.refusal;
    });
  }

  private async take(
    personId: string,
    choice: ChosenTask,
    open: OpenDossier | undefined,
    files: ReadonlyMap<string, readonly PlicoFile[]>,
  ): Promise<Result<QueuedFile[]>> {
    const task = open?.tasks.find((candidate) => candidate.id === choice.taskId);
    if (!open || !task) return refuse(refusals.NOT_FOUND());
    const { dossier, row } = open;
    const authority = await this.authorities.judge(personId, { ...task, ...boundsOf(row) });
    if (!authority)
      return refuse(task.addressee === `person:${personId}` ? refusals.POWER_ENDED() : refusals.NOT_FOUND());
    const own = files.get(row.plicoId) ?? [];
    const obstacle = faultOfChoice(task, choice, own) ?? this.obstacle(open, task, personId, choice);
    if (obstacle) return refuse(obstacle);
    const moved = dossier.moveTask(task, 'begin-signing', {
      power: authority,
      capacity: authority.capacity,
      note: choice.reasons ?? null,
    });
    if (!moved.ok) return moved;
    if (choice.reasons)
      dossier.note({
        type: 'signing-request.opinion-overruled',
        payload: { taskId: task.id, reason: choice.reasons },
        authority,
      });
    // Of a task that is half signed only the rest is signed: what was made counts.
    const made = await this.database.rows(SigningItemRow).findBy({ taskId: task.id, state: 'OK' });
    const isMade = (file: PlicoFile): boolean => made.some((item) => item.plicoFileId === file.id);
    return accept(own.filter((file) => file.toSign && !isMade(file)).map((file) => ({ task, file })));
  }

  private obstacle(
    open: OpenDossier,
    task: TaskRow,
    personId: string,
    { reasons }: ChosenTask,
  ): Refusal | null {
    const obstacle = obstacleTo(open.dossier, task, personId) ?? faultOfPolicy(open.row, task, personId);
    if (obstacle) return obstacle;
    const isContrary = obligatoryContraryOpinions(open.dossier).length > 0;
    return isContrary && !reasons ? refusals.REASONS_ON_CONTRARY_OPINION() : null;
  }
}

function faultOfChoice(task: TaskRow, choice: ChosenTask, files: readonly PlicoFile[]): Refusal | null {
  if (task.kind !== 'SIGN') return refusals.ONLY_SIGNATURES_IN_BATCH();
  if (task.version !== choice.taskVersion) return refusals.CHANGED_MEANWHILE();
  return files[0]?.current.sha256 === choice.sha256 ? null : refusals.NOT_THE_BYTES_YOU_SAW();
}

function boundsOf({ documentTypeId, amount }: SigningRequestRow) {
  return { documentTypeId, amount };
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
