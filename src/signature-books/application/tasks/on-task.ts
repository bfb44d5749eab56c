import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { Authority } from '../../domain/dossier-parts';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import { TaskRow } from '../../infrastructure/request.rows';
import { Authorities } from './authorities';
import { OpinionPapers } from '../requests/opinion-papers';

type Work = (open: OpenDossier, task: TaskRow, authority: Authority) => Promise<Result<unknown>>;

/** One act of one person on one task: under the lock of its request, by a right of this moment, on the version he saw. */
@Injectable()
export class OnTask {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly authorities: Authorities,
    private readonly papers: OpinionPapers,
  ) {}

  async task(actor: Actor, taskId: string, version: number | null, work: Work): Promise<Result<TaskRow>> {
    return this.database.transaction(actor, async () => {
      // Read under the lock of its request: whoever waited for it sees what the other one did.
      const open = await this.lock(taskId);
      const task = open?.tasks.find((candidate) => candidate.id === taskId);
      if (!open || !task || !actor.personId) return refuse(refusals.NOT_FOUND());
      const { documentTypeId, amount } = open.row;
      const authority = await this.authorities.judge(actor.personId, { ...task, documentTypeId, amount });
      if (!authority)
        return refuse(
          task.addressee === `person:${actor.personId}` ? refusals.POWER_ENDED() : refusals.NOT_FOUND(),
        );
      if (version !== null && task.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      const outcome = await work(open, task, authority);
      if (!outcome.ok) return outcome;
      await this.papers.write(actor, open);
      await this.dossiers.save(actor, open);
      return accept(task);
    });
  }

  async lock(taskId: string): Promise<OpenDossier | null> {
    const found = await this.database.rows(TaskRow).findOneBy({ id: taskId });
    return found && this.dossiers.lock(found.requestId);
  }
}
