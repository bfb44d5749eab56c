import { Inject, Injectable } from '@nestjs/common';
import { isRefused } from '@libro-firma/kernel';
import { z } from 'zod';
import { Database } from '../database/database';
import { JournalEntryRow } from '../database/journal/journal-entry.row';
import { DeliveryRow } from '../database/outbox/delivery.row';
import { systemActor } from '../identity/actor';
import { JOB_CATALOGUE, type JobCatalogue } from './job-catalogue';
import type { JobDefinition } from './job-definition';
import { type JobProcessor, type JournalEvent, PermanentFault } from './job-processor';
import { ProcessorRegistry } from './processor-registry';

const jobData = z.object({ delivery: z.uuid() });

/** What a consumer did with a delivery. */
export type RunOutcome = 'done' | 'already-done' | 'ran';

/**
 * Runs one job. For a delivery: settles it first, in the same transaction as the effect (0 rows updated: somebody did
 * it already), so that any number of repeats has the effect of one.
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
    const { delivery: deliveryId } = jobData.parse(data);
    const delivery = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.rows(DeliveryRow).findOneBy({ id: deliveryId }),
    );
    if (!delivery || delivery.settledAt) return 'already-done';
    return job.effect === 'transaction'
      ? this.runInTransaction(job, delivery)
      : this.runThenSettle(job, delivery);
  }

  private async runInTransaction(job: JobDefinition, delivery: DeliveryRow): Promise<RunOutcome> {
    return this.database.transaction({ bodyId: delivery.bodyId, personId: null }, async () => {
      if (!(await this.settle(delivery))) return 'already-done';
      await this.effect(job, await this.eventOf(job, delivery));
      return 'done';
    });
  }

  private async runThenSettle(job: JobDefinition, delivery: DeliveryRow): Promise<RunOutcome> {
    const scope = { bodyId: delivery.bodyId, personId: null };
    const event = await this.database.transaction(scope, () => this.eventOf(job, delivery));
    await this.effect(job, event);
    await this.database.transaction(scope, () => this.settle(delivery));
    return 'done';
  }

  private async effect(job: JobDefinition, event: JournalEvent<unknown>): Promise<void> {
    const processor: JobProcessor = this.processors.processor(job);
    const outcome = await processor.handle(event);
    // A refusal that reaches the runner was foreseen by nobody: it is a fault of the job, and must not settle.
    if (isRefused(outcome)) throw new Error(`${job.name} was refused: ${outcome.refusal.code}`);
  }

  private async settle(delivery: DeliveryRow): Promise<boolean> {
    const settled = await this.database.query<{ id: string }>(
      `WITH settled AS (UPDATE delivery SET settled_at = clock_timestamp() WHERE id = $1 AND settled_at IS NULL RETURNING id)
       SELECT id FROM settled`,
      [delivery.id],
    );
    return settled.length === 1;
  }

  private async eventOf(job: JobDefinition, delivery: DeliveryRow): Promise<JournalEvent<unknown>> {
    const entry = await this.database.rows(JournalEntryRow).findOneByOrFail({ id: delivery.journalEntryId });
    const data = job.schema.safeParse(JSON.parse(entry.payload));
    if (!data.success)
      throw new PermanentFault(`${job.name} cannot read ${entry.type}: ${data.error.message}`);
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
}
