import { Inject, Injectable } from '@nestjs/common';
import { fewAtATime, isRefused } from '@libro-firma/kernel';
import { In, IsNull } from 'typeorm';
import { z } from 'zod';
import { Database } from '../database/database';
import { JournalEntryRow } from '../database/journal/journal-entry.row';
import { DeliveryRow } from '../database/outbox/delivery.row';
import { systemActor } from '../identity/actor';
import { JOB_CATALOGUE, type JobCatalogue } from './job-catalogue';
import type { JobDefinition } from './job-definition';
import { type JobProcessor, type JournalEvent, PermanentFault } from './job-processor';
import { ProcessorRegistry } from './processor-registry';

const jobData = z.object({ deliveries: z.array(z.uuid()).min(1) });
/** Effects outside a common transaction that are under way at once, for one job of several deliveries. */
const EFFECTS_AT_ONCE = 8;

/** What a consumer did with its deliveries: `already-done` when somebody had settled all of them. */
export type RunOutcome = 'done' | 'already-done' | 'ran';

/**
 * Runs one job, for one delivery or for several of the same consumer. Each is settled in the transaction of its effect (a
 * row that is settled already is passed by), so that any number of repeats has the effect of one.
 */
@Injectable()
export class JobRunner {
  constructor(
    private readonly database: Database,
    private readonly processors: ProcessorRegistry,
    @Inject(JOB_CATALOGUE) private readonly catalogue: JobCatalogue,
  ) {}

  async run(name: string, data: unknown): Promise<RunOutcome> {
    const job = this.catalogue.find(name);
    if (!job) throw new PermanentFault(`no job is named ${name}`);
    if (job.everyMs !== undefined) {
      await this.processors.scheduled(job).run();
      return 'ran';
    }
    const owed = await this.owed(jobData.parse(data).deliveries);
    const done: number[] = [];
    for (const deliveries of ofOneBody(owed))
      done.push(
        await (job.effect === 'transaction' ? this.together(job, deliveries) : this.each(job, deliveries)),
      );
    return done.some((count) => count > 0) ? 'done' : 'already-done';
  }

  private owed(ids: readonly string[]): Promise<DeliveryRow[]> {
    return this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.rows(DeliveryRow).find({
        where: { id: In([...ids]), settledAt: IsNull() },
        order: { createdAt: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** All in one transaction; where one of several fails, each in its own, so that none waits for the mending of another. */
  private async together(job: JobDefinition, deliveries: readonly DeliveryRow[]): Promise<number> {
    try {
      return await this.inOneTransaction(job, deliveries);
    } catch (fault) {
      if (deliveries.length === 1) throw fault;
      const faults: unknown[] = [];
      let done = 0;
      for (const delivery of deliveries)
        done += await this.inOneTransaction(job, [delivery]).catch((own: unknown) => {
          faults.push(own);
          return 0;
        });
      throwWorst(faults);
      return done;
    }
  }

  private async inOneTransaction(job: JobDefinition, deliveries: readonly DeliveryRow[]): Promise<number> {
    return this.database.transaction(scopeOf(deliveries), async () => {
      const settled = new Set(await this.settle(deliveries));
      const ours = deliveries.filter(({ id }) => settled.has(id));
      const entries = await this.entriesOf(ours);
      for (const delivery of ours) await this.effect(job, eventOf(job, entryOf(entries, delivery)));
      return ours.length;
    });
  }

  /** Effects of their own transactions, or outside the database: those that were had are settled, whatever befell others. */
  private async each(job: JobDefinition, deliveries: readonly DeliveryRow[]): Promise<number> {
    const scope = scopeOf(deliveries);
    const entries = await this.database.transaction(scope, () => this.entriesOf(deliveries));
    const faults: unknown[] = [];
    const had: DeliveryRow[] = [];
    await fewAtATime(deliveries, EFFECTS_AT_ONCE, async (delivery) => {
      try {
        await this.effect(job, eventOf(job, entryOf(entries, delivery)));
        had.push(delivery);
      } catch (fault) {
        faults.push(fault);
      }
    });
    if (had.length > 0) await this.database.transaction(scope, () => this.settle(had));
    throwWorst(faults);
    return had.length;
  }

  private async effect(job: JobDefinition, event: JournalEvent<unknown>): Promise<void> {
    const processor: JobProcessor = this.processors.processor(job);
    const outcome = await processor.handle(event);
    // A refusal that reaches the runner was foreseen by nobody: it is a fault of the job, and must not settle.
    if (isRefused(outcome)) throw new Error(`${job.name} was refused: ${outcome.refusal.code}`);
  }

  /** @returns those that nobody had settled. In the order of their ids, so that two that overlap wait and do not lock. */
  private async settle(deliveries: readonly DeliveryRow[]): Promise<string[]> {
    const settled = await this.database.query<{ id: string }>(
      `WITH due AS (SELECT id FROM delivery WHERE id = ANY($1) AND settled_at IS NULL ORDER BY id FOR UPDATE),
            settled AS (UPDATE delivery SET settled_at = clock_timestamp() FROM due
                         WHERE delivery.id = due.id RETURNING delivery.id)
       SELECT id FROM settled`,
      [deliveries.map(({ id }) => id)],
    );
    return settled.map(({ id }) => id);
  }

  private async entriesOf(deliveries: readonly DeliveryRow[]): Promise<Map<string, JournalEntryRow>> {
    const ids = deliveries.map(({ journalEntryId }) => journalEntryId);
    const entries = await this.database.rows(JournalEntryRow).findBy({ id: In(ids) });
    return new Map(entries.map((entry) => [entry.id, entry]));
  }
}

function entryOf(
  entries: ReadonlyMap<string, JournalEntryRow>,
  { journalEntryId }: DeliveryRow,
): JournalEntryRow {
  const entry = entries.get(journalEntryId);
  if (!entry) throw new Error(`journal entry ${journalEntryId} is not there`);
  return entry;
}

function eventOf(job: JobDefinition, entry: JournalEntryRow): JournalEvent<unknown> {
  const data = job.schema.safeParse(JSON.parse(entry.payload));
  if (!data.success) throw new PermanentFault(`${job.name} cannot read ${entry.type}: ${data.error.message}`);
  return {
    entryId: entry.id,
    type: entry.type,
    streamId: entry.streamId,
    at: entry.at,
    actorId: entry.actorId,
    data: data.data,
    system: systemActor(entry.bodyId, ''),
  };
}

/** A transaction sees the rows of one body. */
function ofOneBody(deliveries: readonly DeliveryRow[]): DeliveryRow[][] {
  const bodies = new Map<string, DeliveryRow[]>();
  for (const delivery of deliveries)
    bodies.set(delivery.bodyId, [...(bodies.get(delivery.bodyId) ?? []), delivery]);
  return [...bodies.values()];
}

function scopeOf([first]: readonly DeliveryRow[]): { bodyId: string | null; personId: null } {
  return { bodyId: first?.bodyId ?? null, personId: null };
}

/** One that a further try may mend before one that none will: the job is tried again as long as that helps anybody. */
function throwWorst(faults: readonly unknown[]): void {
  if (faults.length === 0) return;
  throw faults.find((fault) => !(fault instanceof PermanentFault)) ?? faults[0];
}
