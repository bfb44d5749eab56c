import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { emergencyRefusals } from '../../domain/emergency/emergency.refusals';
import {
  EmergencyClosingRow,
  EmergencyOpeningRow,
  EmergencyPeriodRow,
} from '../../infrastructure/emergency/emergency.rows';

export const EMERGENCY_OPENED = 'emergency-register.opened';
export const EMERGENCY_PROLONGED = 'emergency-register.prolonged';
export const EMERGENCY_CLOSED = 'emergency-register.closed';
const STREAM = 'emergency-register';
const HOUR_MS = 3_600_000;
const FIRST_PERIOD_MS = 24 * HOUR_MS;
const FURTHER_PERIOD_MS = 7 * 24 * HOUR_MS;
const LOCK = 7_281_948;

export interface Opening {
  readonly cause: string;
  readonly actReference: string;
  readonly openedAt: Date;
  readonly until: Date;
}

/** When the emergency register was open, by whose act and why; told afterwards too, since the service was down. */
@Injectable()
export class EmergencyOpenings {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor) {
    return this.database.transaction(actor, async () => ({
      items: await this.database.query<{
        id: string;
        cause: string;
        openedAt: string;
        closedAt: string | null;
        acts: { actReference: string; until: string }[];
        operations: number;
      }>(
        `SELECT opening.id, opening.cause, ${iso('opening.opened_at')} AS "openedAt", ${iso('closing.closed_at')} AS "closedAt",
                (SELECT json_agg(json_build_object('actReference', period.act_reference, 'until', ${iso('period.until')}) ORDER BY period.sequence)
                   FROM emergency_period period WHERE period.opening_id = opening.id) AS acts,
                coalesce((SELECT sum(jsonb_array_length(result.report->'registered'))::integer FROM emergency_import taken
                   JOIN emergency_import_result result ON result.import_id = taken.id
                  WHERE taken.opening_id = opening.id), 0) AS operations
           FROM emergency_opening opening LEFT JOIN emergency_closing closing ON closing.opening_id = opening.id
          WHERE opening.aoo_id = $1 ORDER BY opening.opened_at DESC LIMIT 100`,
        [actor.aooId],
      ),
    }));
  }

  async open(actor: Actor, opening: Opening): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, () => this.openWithin(actor, opening, null));
  }

  /** Inside the caller's unit of work; `closedAt`: of one that is told after it has ended. */
  async openWithin(actor: Actor, opening: Opening, closedAt: Date | null): Promise<Result<{ id: string }>> {
    const { cause, actReference, openedAt, until } = opening;
    await this.database.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, actor.aooId]);
    const length = until.getTime() - openedAt.getTime();
    if (openedAt > this.clock.now() || length <= 0 || length > FIRST_PERIOD_MS)
      return refuse(emergencyRefusals.EMERGENCY_PERIOD_WRONG());
    if (await this.overlaps(actor, openedAt, closedAt)) return refuse(emergencyRefusals.EMERGENCY_OVERLAPS());
    const id = newId();
    const by = { bodyId: actor.bodyId, notedAt: this.clock.now() };
    const person = personOf(actor);
    await this.database
      .rows(EmergencyOpeningRow)
      .insert({ id, aooId: actor.aooId, cause, openedAt, openedBy: person, ...by });
    await this.database
      .rows(EmergencyPeriodRow)
      .insert({ openingId: id, sequence: 1, actReference, until, decidedBy: person, ...by });
    await this.note(actor, id, EMERGENCY_OPENED, { cause, actReference, openedAt: openedAt.toISOString() });
    if (closedAt) await this.close(actor, id, closedAt);
    return accept({ id });
  }

  /** A further act for at most a week, from where the one before ends (art. 63 par. 2). */
  async prolong(actor: Actor, id: string, actReference: string, until: Date): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const opening = await this.openingOf(actor, id);
      if (!opening.ok) return opening;
      const rows = this.database.rows(EmergencyPeriodRow);
      const [last] = await rows.find({ where: { openingId: id }, order: { sequence: 'DESC' }, take: 1 });
      const length = until.getTime() - (last?.until.getTime() ?? 0);
      if (!last || length <= 0 || length > FURTHER_PERIOD_MS)
        return refuse(emergencyRefusals.EMERGENCY_PERIOD_WRONG());
      const by = { bodyId: actor.bodyId, decidedBy: personOf(actor), notedAt: this.clock.now() };
      await rows.insert({ openingId: id, sequence: last.sequence + 1, actReference, until, ...by });
      await this.note(actor, id, EMERGENCY_PROLONGED, { actReference, until: until.toISOString() });
      return accept(null);
    });
  }

  async end(actor: Actor, id: string, closedAt: Date): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const opening = await this.openingOf(actor, id);
      if (!opening.ok) return opening;
      if (closedAt <= opening.value.openedAt || closedAt > this.clock.now())
        return refuse(emergencyRefusals.EMERGENCY_PERIOD_WRONG());
      await this.close(actor, id, closedAt);
      return accept(null);
    });
  }

  /** The opening whose time holds both instants; null without one. Inside the caller's unit of work. */
  async holding(actor: Actor, from: Date, to: Date): Promise<string | null> {
    const [found] = await this.database.query<{ id: string }>(
      `SELECT opening.id FROM emergency_opening opening
         LEFT JOIN emergency_closing closing ON closing.opening_id = opening.id
        WHERE opening.aoo_id = $1 AND opening.opened_at <= $2 AND coalesce(closing.closed_at, 'infinity') >= $3
          AND (SELECT max(until) FROM emergency_period period WHERE period.opening_id = opening.id) >= $3`,
      [actor.aooId, from, to],
    );
    return found?.id ?? null;
  }

  private async openingOf(actor: Actor, id: string): Promise<Result<EmergencyOpeningRow>> {
    const row = await this.database.rows(EmergencyOpeningRow).findOneBy({ id, aooId: actor.aooId });
    if (!row) return refuse(emergencyRefusals.EMERGENCY_NOT_FOUND());
    const isClosed = await this.database.rows(EmergencyClosingRow).existsBy({ openingId: id });
    return isClosed ? refuse(emergencyRefusals.EMERGENCY_CLOSED()) : accept(row);
  }

  private async close(actor: Actor, openingId: string, closedAt: Date): Promise<void> {
    await this.database.rows(EmergencyClosingRow).insert({
      openingId,
      bodyId: actor.bodyId,
      closedAt,
      closedBy: personOf(actor),
      notedAt: this.clock.now(),
    });
    await this.note(actor, openingId, EMERGENCY_CLOSED, { closedAt: closedAt.toISOString() });
  }

  private async overlaps({ aooId }: Actor, from: Date, to: Date | null): Promise<boolean> {
    const [found] = await this.database.query(
      `SELECT 1 FROM emergency_opening opening
         LEFT JOIN emergency_closing closing ON closing.opening_id = opening.id
        WHERE opening.aoo_id = $1 AND coalesce(closing.closed_at, 'infinity') > $2
          AND opening.opened_at < coalesce($3::timestamptz, 'infinity') LIMIT 1`,
      [aooId, from, to],
    );
    return found !== undefined;
  }

  private async note(actor: Actor, id: string, type: string, payload: Record<string, string>): Promise<void> {
    await this.journal.append(actor, { stream: STREAM, streamId: id, type, payload });
  }
}

function iso(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function personOf({ personId }: Actor): string {
  if (personId === null) throw new Error('the emergency register is opened by a person');
  return personId;
}
