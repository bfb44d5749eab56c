import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '@libro-firma/kernel';
import { Client } from 'pg';
import { AppModule } from '../../src/app.module';
import { house } from '../../src/house';
import { readPlatformSettings } from '../../src/platform/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { createServer } from '../../src/platform/http/server';
import { createLogger } from '../../src/platform/observability/logger';
import { KeepTime } from '../../src/signature-books/application/tasks/keep-time.use-case';
import { platformRows } from '../../src/platform/platform.rows';
import { ProcessorRegistry } from '../../src/platform/queue/processor-registry';
import { QueueWorkers } from '../../src/platform/queue/queue-workers';
import { shutDown } from '../../src/platform/shut-down';
import { ROOT } from '../../src/version';
import { createTestDatabase, type TestDatabase } from './database';
import { eventually } from './eventually';
import { openTestQueue, type QueueKind, type TestQueue } from './queues';

export const houseRows = [...platformRows, ...house.flatMap((module) => module.rows ?? [])];

/** The system's time, some way ahead of itself. */
export class ShiftedClock implements Clock {
  private ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}

export interface ApplicationRequest {
  readonly queue?: QueueKind;
  /** False: no worker takes jobs until `startWorker` is called. */
  readonly worker?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** True: the api serves the web interface that was built last. */
  readonly web?: boolean;
}

/** What the logger wrote, line by line. */
class LogTape {
  readonly lines: string[] = [];

  write(line: string): void {
    this.lines.push(line);
  }
}

/** The whole service on databases of its own: what `npm start` runs, in the process of the test. */
export class Application {
  readonly clock = new ShiftedClock();
  readonly log = new LogTape();
  private workers: INestApplicationContext[] = [];
  private server: NestFastifyApplication | null = null;

  private constructor(
    readonly database: TestDatabase,
    readonly queue: TestQueue,
    readonly dataDir: string,
    /** Does with the tables whatever it likes, as nobody in the service can. */
    readonly superuser: Client,
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(request: ApplicationRequest = {}): Promise<Application> {
    const database = await createTestDatabase();
    const queue = await openTestQueue(request.queue ?? 'postgres', database);
    const dataDir = await mkdtemp(join(tmpdir(), 'libro-firma-test-'));
    const superuser = new Client({ connectionString: database.superuserUrl });
    const app = new Application(database, queue, dataDir, superuser, {
      DATABASE_URL: database.applicationUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      DATABASE_POOL: '6',
      QUEUE_URL: queue.url,
      DATA_DIR: dataDir,
      DEMO: 'true',
      LOG_LEVEL: 'debug',
      CLOCK_TOLERANCE_MS: String(Number.MAX_SAFE_INTEGER), // tests set this clock forward, away from the database's
      ...request.environment,
    });
    try {
      await superuser.connect();
      await seedDemo(database, app.environment);
      app.server = await app.openServer(request.web ?? false);
      if (request.worker ?? true) await app.startWorker();
      return app;
    } catch (fault) {
      await app.close();
      throw fault;
    }
  }

  get api(): NestFastifyApplication {
    if (!this.server) throw new Error('the api is not open');
    return this.server;
  }

  get queueDatabase(): string {
    return new URL(this.database.queueUrl).pathname.slice(1);
  }

  /** Address of the api on a real socket, opened at the first call. */
  async listen(): Promise<string> {
    const address = this.api.getHttpServer().address();
    if (!address) await this.api.listen({ host: '127.0.0.1', port: 0 });
    return this.api.getUrl();
  }

  async startWorker(): Promise<INestApplicationContext> {
    const module = AppModule.forProcess({ ...this.boot('worker'), process: 'worker' });
    const worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    this.workers.push(worker);
    worker.get(ProcessorRegistry).assertComplete();
    await worker.get(QueueWorkers).start();
    return worker;
  }

  /** What the minute's round does with powers that have ended, now. */
  async lapseTasks(): Promise<void> {
    await this.workers[0]?.get(KeepTime).lapseAll();
  }

  async stopWorkers(): Promise<void> {
    const stopping = this.workers;
    this.workers = [];
    await Promise.all(stopping.map(shutDown));
  }

  /** Resolves when nothing is owed to anybody: every delivery is settled, and so are those that settling has opened. */
  async drain({ but = [] }: { but?: readonly string[] } = {}): Promise<void> {
    const owed = async (): Promise<string[]> => {
      const { rows } = await this.superuser.query<{ consumer: string }>(
        'SELECT consumer FROM delivery WHERE settled_at IS NULL AND NOT consumer = ANY($1)',
        [but],
      );
      return rows.map(({ consumer }) => consumer);
    };
    await eventually('every delivery settled', async () => (await owed()).length === 0).catch(
      async (fault: unknown) => {
        throw new Error(`still owed: ${(await owed()).join(', ')}; ${this.lastFaults()}`, { cause: fault });
      },
    );
  }

  /** Resolves when no process holds the batch: its signatures are made, or nobody is making them. */
  async leaseEnds(batchId: string): Promise<void> {
    await eventually('the lease of the batch ended', async () => {
      const { rowCount } = await this.superuser.query(
        'SELECT 1 FROM signing_batch WHERE id = $1 AND lease_holder IS NULL',
        [batchId],
      );
      return rowCount === 1;
    });
  }

  /** Stops everything and removes what it left, also when only half of it had started. */
  async close(): Promise<void> {
    await this.stopWorkers();
    if (this.server) await shutDown(this.server);
    this.server = null;
    await this.superuser.end();
    await this.queue.release();
    await this.database.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async openServer(web: boolean): Promise<NestFastifyApplication> {
    const boot = this.boot('api');
    return createServer({
      module: AppModule.forProcess({ ...boot, process: 'api' }),
      settings: boot.settings,
      version: '0.0.0-test',
      webFolder: web ? join(ROOT, 'dist', 'web') : join(this.dataDir, 'no-web'),
    });
  }

  private boot(process: 'api' | 'worker') {
    const settings = readPlatformSettings(this.environment);
    const logger = createLogger(settings.LOG_LEVEL, process, this.log);
    return { settings, clock: this.clock, logger, environment: this.environment };
  }

  private lastFaults(): string {
    const faults = this.log.lines.filter((line) => line.includes('"level":"error"')).slice(-3);
    return faults.length > 0 ? `last faults: ${faults.join('')}` : 'nothing failed';
  }
}

/** The application of a suite, started before its tests and closed after them whatever they did. */
export function useApplication(request: ApplicationRequest = {}): () => Application {
  let app: Application | null = null;
  beforeAll(async () => {
    app = await Application.start(request);
  }, 120_000);
  afterAll(async () => {
    await app?.close();
  }, 60_000);
  return () => {
    if (!app) throw new Error('the application did not start');
    return app;
  };
}

/** Fills the database and the data folder with the demo body, as `seed --demo` does. */
async function seedDemo({ ownerUrl }: TestDatabase, environment: NodeJS.ProcessEnv): Promise<void> {
  const dataSource = await createDataSource({ url: ownerUrl, as: 'owner', rows: houseRows }).initialize();
  try {
    await dataSource.transaction(async (manager) => {
      for (const module of house) await module.demo?.({ manager, environment, now: new Date() });
    });
  } finally {
    await dataSource.destroy();
  }
}
