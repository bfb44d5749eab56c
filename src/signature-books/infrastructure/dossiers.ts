import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { type CalendarOfAoo, WorkingCalendar } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal, type NewEntry } from '../../platform/database/journal/journal';
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
    const open = (await this.ofAll([row])).get(row.id);
    if (!open) throw new Error(`request ${row.id} was not opened`);
    return open;
  }

  /** Of rows whose locks the caller holds already, by request; as many statements as for one. */
  async ofAll(rows: readonly SigningRequestRow[]): Promise<ReadonlyMap<string, OpenDossier>> {
    const where = { requestId: In(rows.map(({ id }) => id)) };
    const steps = await this.database.rows(RouteStepRow).find({ where, order: { position: 'ASC' } });
    const tasks = await this.database.rows(TaskRow).find({ where, order: { openedAt: 'ASC', id: 'ASC' } });
    const numbers = await this.database
      .rows(RequestNumberRow)
      .find({ where, order: { askedAt: 'ASC', id: 'ASC' } });
    const calendars = await this.calendarsOf(rows);
    const now = this.clock.now();
    const opened = rows.map((row): [string, OpenDossier] => {
      const isOfRow = (part: { requestId: string; revision: number }): boolean =>
        part.requestId === row.id && part.revision === row.revision;
      const workingTimeAfter = (from: Date, hours: number): Date =>
        (calendars.get(row.aooId) as CalendarOfAoo).after(from, hours);
      const own = tasks.filter(isOfRow);
      const dossier = new Dossier(
        row,
        steps.filter(isOfRow),
        own,
        { now, newId, workingTimeAfter },
        numbers.filter(({ requestId }) => requestId === row.id),
      );
      const versions = new Map(own.map((task) => [task.id, task.version]));
      return [row.id, { dossier, row, tasks: own, versions }];
    });
    return new Map(opened);
  }

  private async calendarsOf(rows: readonly SigningRequestRow[]): Promise<Map<string, CalendarOfAoo>> {
    const calendars = new Map<string, CalendarOfAoo>();
    for (const aooId of new Set(rows.map((row) => row.aooId)))
      calendars.set(aooId, await this.calendar.of(aooId));
    return calendars;
  }

  /** Rows, row version and journal entries in the caller's transaction; nothing when nothing was changed. */
  async save(actor: Actor, open: OpenDossier): Promise<void> {
    await this.saveAll(actor, [open]);
  }

  /** As {@link Dossiers.save}, for what one actor did to several requests at once: as many statements as for one. */
  async saveAll(actor: Actor, all: readonly OpenDossier[]): Promise<void> {
    await this.saveSteps(all);
    await this.saveTasks(all);
    await this.saveNumbers(all);
    await this.skipWithdrawnItems(all);
    const changed = all.filter(({ dossier }) => dossier.events.length > 0);
    await this.saveRequests(changed);
    const entries = changed.flatMap(({ dossier, row }) =>
      dossier.events.map((event) => ({ by: authorOf(actor, event), entry: entryOf(row, event) })),
    );
    if (entries.length > 0) await this.journal.appendBy(entries);
  }

  private async saveRequests(changed: readonly OpenDossier[]): Promise<void> {
    const updatedAt = this.clock.now();
    const changes = changed.map(({ row }) => {
      const { id, version, bodyId: _bodyId, createdAt: _createdAt, ...rest } = row;
      return { row, where: { id, version }, set: { ...rest, version: version + 1, updatedAt } };
    });
    const found = await this.database.updateEach(SigningRequestRow, changes);
    if (found !== changes.length) throw new Error('a request was changed without its lock');
    for (const { row, set } of changes) Object.assign(row, set);
  }

  private async saveSteps(all: readonly OpenDossier[]): Promise<void> {
    const changes = all.flatMap(({ dossier }) =>
      [...dossier.changedSteps].map(({ id, state, addressees, mandatory, dueAt, outcome }) => {
        const holderIds = addressees.flatMap((key) => personOfAddressee(key) ?? []);
        return { where: { id }, set: { state, addressees, mandatory, dueAt, holderIds, outcome } };
      }),
    );
    await this.database.updateEach(RouteStepRow, changes);
  }

  private async saveTasks(all: readonly OpenDossier[]): Promise<void> {
    const changes = all.flatMap(({ dossier, versions }) =>
      [...dossier.changedTasks].flatMap((task) => {
        const version = versions.get(task.id);
        if (version === undefined) return []; // added by the same change
        const { id, stepId: _stepId, ...set } = task as TaskRow;
        return [{ where: { id, version }, set }];
      }),
    );
    const found = await this.database.updateEach(TaskRow, changes);
    if (found !== changes.length) throw new Error('a task was changed without the lock of its request');
    const added = all.flatMap(({ dossier, row }) =>
      dossier.addedTasks.map((task) => ({
        ...{ remindedAt: null, escalatedAt: null, ...task },
        ...{ bodyId: row.bodyId, requestId: row.id, revision: row.revision },
      })),
    );
    if (added.length > 0) await this.database.rows(TaskRow).insert(added);
  }

  private async saveNumbers(all: readonly OpenDossier[]): Promise<void> {
    const changes = all.flatMap(({ dossier }) =>
      [...dossier.changedNumbers].map(
        ({ id, registrationId, number, registeredOn, annulledAt, leftBecause }) => ({
          where: { id },
          set: { registrationId, number, registeredOn, annulledAt, leftBecause },
        }),
      ),
    );
    await this.database.updateEach(RequestNumberRow, changes);
  }

  /** What a batch had not made yet of a task that was withdrawn is not made any more. */
  private async skipWithdrawnItems(all: readonly OpenDossier[]): Promise<void> {
    await this.database.query(
      `UPDATE signing_item SET state = 'SKIPPED' FROM task
        WHERE task.id = signing_item.task_id AND task.state = 'WITHDRAWN'
          AND signing_item.request_id = ANY($1) AND signing_item.state = 'QUEUED'`,
      [all.map(({ row }) => row.id)],
    );
  }
}

/** Who stands behind an event: the person whose power was used, where one was, and for whom. */
function authorOf(actor: Actor, { authority }: DossierEvent): Actor {
  if (!authority) return actor;
  return {
    ...actor,
    personId: authority.personId,
    ...(authority.onBehalfOf && { onBehalfOf: authority.onBehalfOf }),
    ...(authority.capacity && { capacity: authority.capacity }),
  };
}

function entryOf(row: SigningRequestRow, { type, payload, authority }: DossierEvent): NewEntry {
  return {
    stream: REQUEST_STREAM,
    streamId: row.id,
    type,
    payload: {
      requestId: row.id,
      revision: row.revision,
      aooId: row.aooId,
      subject: row.subject,
      ...payload,
      ...(authority?.id && { power: { kind: authority.kind, id: authority.id, act: authority.act } }),
    },
  };
}
