import { Injectable } from '@nestjs/common';
import { Powers } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { Addressees } from '../routes/addressees';
import type { QueuedTask } from './queue';
import { type Reason, whyHere } from './why-here';

/** Why each row of a queue is there. */
@Injectable()
export class QueueReasons {
  constructor(
    private readonly database: Database,
    private readonly powers: Powers,
    private readonly addressees: Addressees,
  ) {}

  async of(actor: Actor, tasks: readonly QueuedTask[]): Promise<Map<string, Reason>> {
    if (tasks.length === 0 || !actor.personId) return new Map();
    const personId = actor.personId;
    return this.database.transaction(actor, async () => {
      const desks = await this.powers.reachOf(personId);
      const labels = await this.addressees.labels(tasks.map((task) => task.addressee));
      return new Map(
        tasks.flatMap((task) => {
          const label = labels.get(task.addressee) ?? '';
          const why = whyHere(task, desks, { requester: task.requester, label });
          return why ? [[task.taskId, why] as const] : [];
        }),
      );
    });
  }
}
