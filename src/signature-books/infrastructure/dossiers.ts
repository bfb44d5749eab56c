import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { WorkingCalendar } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { personOfAddressee } from '../domain/addressee';
import { Dossier, type DossierEvent } from '../domain/dossier';
import { RequestNumberRow } from './number.row';
import { RouteStepRow, SigningRequestRow, TaskRow } from './request.rows';
import { REQUEST_STREAM, SigningRequests } from './signing-requests';

/** A dossier as it was read, with what is needed to write back only what a rule has changed. */
export interface OpenDossier {
  readonly dossier: Dossier;
  readonly row: SigningRequestRow;
  readonly tasks: TaskRow[];
  readonly versions: ReadonlyMap<string, number>;
}

/** Reads and writes a request with its route as one thing, under the lock of its row. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly journal: Journal,
    private readonly calendar: WorkingCalendar,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async lock(requestId: string): Promise<OpenDossier | null> {
    const row = await this.requests.lock(requestId);
    return row && this.of(row);
  }

  /** Of a row whose lock the caller holds already. */
  async of(row: SigningRequestRow): Promise<OpenDossier> {
    const where = { requestId: row.id, revision: row.revision };
    const steps = await this.database.rows(RouteStepRow).find({ where, order: { position: 'ASC' } });
    const tasks = await this.database.rows(TaskRow).find({ where, order: { openedAt: 'ASC', id: 'ASC' } });
    const numbers = await this.database
      .rows(RequestNumberRow)
      .find({ where: { requestId: row.id }, order: { askedAt: 'ASC', id: 'ASC' } });
    const calendar = await this.calendar.of(row.aooId);
    const around = {
      now: this.clock.now(),
      newId,
      workingTimeAfter: (from: Date, hours: number) => calendar.after(from, hours),
    };
    const dossier = new Dossier(row, steps, tasks, around, numbers);
    return { dossier, row, tasks, versions: new Map(tasks.map((task) => [task.id, task.version])) };
  }

  /** Rows, row version and journal entries in the caller's transaction; nothing when nothing was changed. */
  async save(actor: Actor, open: OpenDossier): Promise<void> {
    const { dossier, row } = open;
    await this.saveSteps(dossier);
    await this.saveTasks(open);
    await this.saveNumbers(dossier);
    await this.skipWithdrawnItems(row.id);
    if (dossier.events.length === 0) return;
    const { id, version, bodyId: _bodyId, createdAt: _createdAt, ...rest } = row;
    const change = { ...rest, version: version + 1, updatedAt: this.clock.now() };
    const outcome = await this.database.rows(SigningRequestRow).update({ id, version }, change);
    if (outcome.affected !== 1) throw new Error(`request ${id} was changed without its lock`);
    Object.assign(row, change);
    for (const event of dossier.events) await this.write(actor, row, event);
  }

  private async saveSteps(dossier: Dossier): Promise<void> {
    for (const step of dossier.changedSteps) {
      const { state, addressees, mandatory, dueAt, outcome } = step;
      const holderIds = addressees.flatMap((key) => personOfAddressee(key) ?? []);
      await this.database
        .rows(RouteStepRow)
        .update({ id: step.id }, { state, addressees, mandatory, dueAt, holderIds, outcome });
    }
  }

  private async saveTasks({ dossier, row, versions }: OpenDossier): Promise<void> {
    for (const task of dossier.changedTasks) {
      const version = versions.get(task.id);
      if (version === undefined) continue; // added by the same change
      const { id, stepId: _stepId, ...change } = task as TaskRow;
      const outcome = await this.database.rows(TaskRow).update({ id, version }, change);
      if (outcome.affected !== 1) throw new Error(`task ${id} was changed without the lock of its request`);
    }
    if (dossier.addedTasks.length === 0) return;
    const place = { bodyId: row.bodyId, requestId: row.id, revision: row.revision };
    await this.database
      .rows(TaskRow)
      .insert(dossier.addedTasks.map((task) => ({ remindedAt: null, escalatedAt: null, ...task, ...place })));
  }

  private async saveNumbers({ changedNumbers }: Dossier): Promise<void> {
    for (const { id, registrationId, number, registeredOn, annulledAt, leftBecause } of changedNumbers)
      await this.database
        .rows(RequestNumberRow)
        .update({ id }, { registrationId, number, registeredOn, annulledAt, leftBecause });
  }

  /** What a batch had not made yet of a task that was withdrawn is not made any more. */
  private async skipWithdrawnItems(requestId: string): Promise<void> {
    await this.database.query(
      `UPDATE signing_item SET state = 'SKIPPED' FROM task
        WHERE task.id = signing_item.task_id AND task.state = 'WITHDRAWN'
          AND signing_item.request_id = $1 AND signing_item.state = 'QUEUED'`,
      [requestId],
    );
  }

  private async write(actor: Actor, row: SigningRequestRow, event: DossierEvent): Promise<void> {
    const { authority } = event;
    const by: Actor = authority
      ? {
          ...actor,
          personId: authority.personId,
          ...(authority.onBehalfOf && { onBehalfOf: authority.onBehalfOf }),
          ...(authority.capacity && { capacity: authority.capacity }),
        }
      : actor;
    await this.journal.append(by, {
      stream: REQUEST_STREAM,
      streamId: row.id,
      type: event.type,
      payload: {
        requestId: row.id,
        revision: row.revision,
        aooId: row.aooId,
        subject: row.subject,
        ...event.payload,
        ...(authority?.id && { power: { kind: authority.kind, id: authority.id, act: authority.act } }),
      },
    });
  }
}
