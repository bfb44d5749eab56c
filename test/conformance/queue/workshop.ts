import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId } from '@libro-firma/kernel';
import { Client } from 'pg';
import { Database } from '../../../src/platform/database/database';
import { Journal, type JournalPayload } from '../../../src/platform/database/journal/journal';
import { systemActor } from '../../../src/platform/identity';
import { createLogger } from '../../../src/platform/observability/logger';
import { QUEUES } from '../../../src/platform/queue/job-definition';
import { JobPublisher } from '../../../src/platform/queue/job-publisher';
import { ProcessorRegistry } from '../../../src/platform/queue/processor-registry';
import { QueueWorkers } from '../../../src/platform/queue/queue-workers';
import { shutDown } from '../../../src/platform/shut-down';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { eventually } from '../../support/eventually';
import { openTestQueue, type QueueKind, type TestQueue } from '../../support/queues';
import { smallHouse } from './small-house';
import { BACKOFF_MS, seen, things } from './things';

interface Delivery {
  readonly id: string;
  readonly consumer: string;
  readonly publications: number;
  readonly settled: boolean;
}

/** One process that orders things and others that make them, on one of the two backends. */
export class Workshop {
  static readonly BACKOFF_MS = BACKOFF_MS;

  private readonly system = systemActor(newId(), newId());
  private workers: INestApplicationContext[] = [];

  private constructor(
    private readonly database: TestDatabase,
    private readonly superuser: Client,
    readonly queue: TestQueue,
    readonly api: INestApplicationContext,
    readonly environment: Readonly<Record<string, string>>,
    readonly log: string[],
  ) {}

  static async open(kind: QueueKind): Promise<Workshop> {
    const database = await createTestDatabase();
    const superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    await superuser.query('CREATE TABLE workshop_effect (id uuid PRIMARY KEY, thing uuid, consumer text)');
    await superuser.query('GRANT SELECT, INSERT ON workshop_effect TO libro_firma_application');
    const queue = await openTestQueue(kind, database);
    const environment = {
      DATABASE_URL: database.applicationUrl,
      DATABASE_POOL: '6',
      QUEUE_URL: queue.url,
      OBJECT_STORE: 'file:///tmp/libro-firma-no-objects',
    };
    const log: string[] = [];
    return new Workshop(database, superuser, queue, await open('api', environment, log), environment, log);
  }

  async startWorker(): Promise<INestApplicationContext> {
    const worker = await open('worker', this.environment, this.log);
    this.workers.push(worker);
    worker.get(ProcessorRegistry).assertComplete();
    await worker.get(QueueWorkers).start();
    return worker;
  }

  async stopWorkers(): Promise<void> {
    const stopping = this.workers;
    this.workers = [];
    await Promise.all(stopping.map(shutDown));
  }

  async close(): Promise<void> {
    await this.stopWorkers();
    await shutDown(this.api);
    await this.superuser.end();
    await this.queue.release();
    await this.database.drop();
  }

  /** Writes an entry that jobs have subscribed to; id of the thing, which is the entry's stream as well. */
  async order(type: string, payload: JournalPayload = {}): Promise<string> {
    const [thing] = await this.orderAll(type, [payload]);
    return thing as string;
  }

  /** The same for many things at once, one for each payload. */
  async orderAll(type: string, payloads: readonly JournalPayload[]): Promise<string[]> {
    const things = payloads.map(() => newId());
    const entries = things.map((thing, index) => ({
      ...{ stream: 'thing', streamId: thing, type },
      payload: { thing, ...payloads[index] },
    }));
    await this.api
      .get(Database)
      .transaction(this.system, () => this.api.get(Journal).appendAll(this.system, entries));
    return things;
  }

  async deliveriesOf(thing: string): Promise<Delivery[]> {
    const { rows } = await this.superuser.query<Delivery>(
      `SELECT delivery.id, consumer, publications, settled_at IS NOT NULL AS settled FROM delivery
         JOIN journal_entry entry ON entry.id = delivery.journal_entry_id
        WHERE entry.stream_id = $1 ORDER BY consumer`,
      [thing],
    );
    return rows;
  }

  async consumersOf(thing: string): Promise<string[]> {
    return (await this.deliveriesOf(thing)).map(({ consumer }) => consumer);
  }

  async publicationsOf(thing: string): Promise<number> {
    return Math.max(...(await this.deliveriesOf(thing)).map(({ publications }) => publications));
  }

  async isSettled(thing: string): Promise<boolean> {
    return (await this.deliveriesOf(thing)).every(({ settled }) => settled);
  }

  async settled(thing: string): Promise<void> {
    await eventually(`${thing} settled`, () => this.isSettled(thing));
  }

  async effectsOf(thing: string): Promise<number> {
    const { rowCount } = await this.superuser.query('SELECT 1 FROM workshop_effect WHERE thing = $1', [
      thing,
    ]);
    return rowCount ?? 0;
  }

  /** In how many transactions the effects on these things were had. */
  async transactionsOf(things: readonly string[]): Promise<number> {
    const { rows } = await this.superuser.query<{ count: number }>(
      'SELECT count(DISTINCT xmin::text)::integer FROM workshop_effect WHERE thing = ANY($1)',
      [things],
    );
    return rows[0]?.count ?? 0;
  }

  /** As if its last publication had been an hour ago. */
  async makeOverdue(thing: string): Promise<void> {
    await this.superuser.query(
      `UPDATE delivery SET published_at = published_at - interval '1 hour'
        WHERE journal_entry_id IN (SELECT id FROM journal_entry WHERE stream_id = $1)`,
      [thing],
    );
  }

  triesOf(thing: string): readonly number[] {
    return seen.tries.get(thing) ?? [];
  }

  ticks(): number {
    return seen.ticks;
  }

  /** Things whose job has failed for good. */
  async failed(): Promise<string[]> {
    const failed = await this.api.get(JobPublisher).queue('office').getFailed();
    const ids = failed.flatMap((job) => (job.data as { deliveries: string[] }).deliveries);
    const { rows } = await this.superuser.query<{ thing: string }>(
      `SELECT entry.stream_id AS thing FROM delivery JOIN journal_entry entry ON entry.id = journal_entry_id
        WHERE delivery.id = ANY($1)`,
      [ids],
    );
    return rows.map(({ thing }) => thing);
  }

  async schedulers(): Promise<string[]> {
    const found = await Promise.all(
      QUEUES.map((name) => this.api.get(JobPublisher).queue(name).getJobSchedulers()),
    );
    return found.flat().map(({ key }) => key);
  }

  /** Resolves when no job of the office waits or is being done. */
  async idle(): Promise<void> {
    await eventually('the queue is idle', async () => {
      const counts = await this.api
        .get(JobPublisher)
        .queue('office')
        .getJobCounts('waiting', 'active', 'delayed');
      return Object.values(counts).every((count) => count === 0);
    });
  }
}

function open(
  process: 'api' | 'worker',
  environment: NodeJS.ProcessEnv,
  log: string[],
): Promise<INestApplicationContext> {
  const logger = createLogger('debug', process, { write: (line) => log.push(line) });
  return NestFactory.createApplicationContext(
    smallHouse({ environment, logger, modules: [things], process }),
    { logger: false, abortOnError: false },
  );
}
