import { Injectable } from '@nestjs/common';
import { legalDate } from '@libro-firma/kernel';
import { WorkingCalendar } from '../../../organisation';
import type { OpenDossier } from '../../infrastructure/dossiers';
import { Addressees } from '../routes/addressees';

export const REMIND_BEFORE_MS = 4 * 3_600_000;

/** Words before and after a step is due. Inside the caller's unit of work, under the lock of the request. */
@Injectable()
export class Reminders {
  constructor(
    private readonly addressees: Addressees,
    private readonly calendar: WorkingCalendar,
  ) {}

  /** One reminder before a step is due, one word to the holder's superior after; both wait for the office to open. */
  async remind({ dossier, tasks, row }: OpenDossier): Promise<void> {
    if (!dossier.isInRoute) return;
    const { now } = dossier.around;
    const calendar = await this.calendar.of(row.aooId);
    if (calendar.next(now) > now && !row.urgent) return;
    for (const task of tasks) {
      if (task.doneAt || !task.dueAt) continue;
      const isLate = task.dueAt <= now;
      if (isLate && !task.escalatedAt) {
        const superior = task.holderId ? await this.addressees.superiorOf(task.holderId) : null;
        const superiors =
          superior?.kind === 'seat'
            ? await this.addressees.peopleOf(`seat:${superior.officeId}:${superior.role}`, legalDate(now))
            : [];
        Object.assign(task, { escalatedAt: now, remindedAt: task.remindedAt ?? now });
        dossier.changedTasks.add(task);
        dossier.note({
          type: 'signing-request.step-late',
          payload: { taskId: task.id, stepId: task.stepId, addressee: task.addressee, personIds: superiors },
        });
      } else if (!isLate && !task.remindedAt && task.dueAt.getTime() - now.getTime() <= REMIND_BEFORE_MS) {
        const personIds = await this.addressees.peopleOf(task.addressee, legalDate(now));
        Object.assign(task, { remindedAt: now });
        dossier.changedTasks.add(task);
        dossier.note({
          type: 'signing-request.step-due-soon',
          payload: { taskId: task.id, stepId: task.stepId, dueAt: task.dueAt.toISOString(), personIds },
        });
      }
    }
  }
}
