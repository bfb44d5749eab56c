import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import * as acts from '../../domain/acts-on-task';
import { addresseeKey } from '../../domain/addressee';
import type { WantedAddressee } from '../../domain/route-template';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import type { TaskRow } from '../../infrastructure/request.rows';
import { Addressees } from './addressees';
import { Authorities } from '../tasks/authorities';
import { OnTask } from '../tasks/on-task';

/** T17, T16, T25: work is given to somebody else. */
@Injectable()
export class ReaddressTask {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly on: OnTask,
    private readonly addressees: Addressees,
    private readonly authorities: Authorities,
  ) {}

  /** T17, and what was declined or has lapsed: by the head of its office or, before anything was done in the step, its drafter. */
  async transfer(
    actor: Actor,
    taskId: string,
    act: { version: number; to: WantedAddressee; reason: string },
  ): Promise<Result<TaskRow>> {
    return this.database.transaction(actor, async () => {
      const open = await this.on.lock(taskId);
      const task = open?.tasks.find((candidate) => candidate.id === taskId);
      if (!open || !task || !mayAddress(actor, open, task)) return refuse(refusals.NOT_FOUND());
      if (task.version !== act.version) return refuse(refusals.CHANGED_MEANWHILE());
      const resolved = await this.addressees.resolve(act.to, open.row);
      if (!resolved.ok) return resolved;
      const addressee = addresseeKey(resolved.value);
      const fault = await this.authorities.faultOfAddressee(addressee, task.kind);
      if (fault) return fault;
      const to = { addressee, reason: act.reason, byId: actor.personId ?? '' };
      const isOver = task.doneAt !== null;
      const outcome = isOver
        ? acts.addressAnew(open.dossier, task, to)
        : acts.transfer(open.dossier, task, to);
      if (!outcome.ok) return outcome;
      await this.dossiers.save(actor, open);
      return accept(task);
    });
  }
}

function mayAddress(actor: Actor, { row, tasks }: OpenDossier, task: TaskRow): boolean {
  const isHead = actor.roles.includes('office-head') && actor.officeIds.includes(row.officeId);
  const isUntouched = !tasks.some((other) => other.stepId === task.stepId && other.state === 'DONE');
  return isHead || (row.requesterId === actor.personId && (isUntouched || task.doneAt !== null));
}
