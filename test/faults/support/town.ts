import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../src/version';
import { RedisServer } from './redis-server';

interface Cluster {
  start(): Promise<unknown>;
  stop(): Promise<void>;
  kill(options?: { withChildren?: boolean }): Promise<void>;
  url(database: string, login?: string): string;
}

interface ServiceProcess {
  readonly pid: number;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const READY_PATIENCE_MS = 60_000;

/**
 * The whole service on a folder of its own, each part a real process that can be killed and started again: PostgreSQL,
 * one api, two workers, and Redis where the queue lives there.
 */
export class Town {
  private readonly processes = new Map<string, ServiceProcess>();
  /** One that finds no database when it starts ends by itself, and a supervisor starts it again. */
  private readonly endedAlone = new Set<string>();

  private constructor(
    readonly folder: string,
    /** One for each api process. */
    readonly urls: readonly string[],
    readonly pin: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly cluster: Cluster,
    private readonly redis: RedisServer | null,
  ) {}

  /** The first api's. */
  get url(): string {
    return this.urls[0] ?? '';
  }

  get apis(): readonly string[] {
    return this.urls.map((_, index) => apiName(index));
  }

  static async build(options: {
    redis: boolean;
    apis?: number;
    logLevel?: string;
    environment?: Readonly<Record<string, string>>;
  }): Promise<Town> {
    const { throwAwayFolder } = await script<{ throwAwayFolder: (purpose: string) => Promise<string> }>(
      'postgres/throw-away.mjs',
    );
    const { openCluster } = await script<{ openCluster: (folder: string) => Cluster }>(
      'postgres/cluster.mjs',
    );
    const { prepareDatabases } = await script<{
      prepareDatabases: (cluster: Cluster) => Promise<Record<string, string>>;
    }>('postgres/databases.mjs');
    const { freePort } = await script<{ freePort: () => Promise<number> }>('processes/ports.mjs');
    const folder = await throwAwayFolder('kill test');
    mkdirSync(join(folder, 'logs'), { recursive: true });
    const cluster = openCluster(join(folder, 'postgres'));
    await cluster.start();
    const databases = await prepareDatabases(cluster);
    const redis = options.redis ? new RedisServer(folder, await freePort()) : null;
    await redis?.start();
    const ports: number[] = [];
    while (ports.length < (options.apis ?? 1)) ports.push(await freePort());
    const pin = Array.from({ length: 12 }, () => randomInt(10)).join('');
    const env = {
      ...process.env,
      ...databases,
      ...(redis && { QUEUE_URL: redis.url }),
      DATA_DIR: folder,
      HOST: '127.0.0.1',
      DEMO: 'true',
      DEMO_PIN: pin,
      LOG_LEVEL: options.logLevel ?? 'debug',
      ...options.environment,
    };
    const town = new Town(
      folder,
      ports.map((port) => `http://127.0.0.1:${port}`),
      pin,
      env,
      cluster,
      redis,
    );
    await town.command(['migrate']);
    await town.command(['seed', '--demo']);
    for (const name of [...town.apis, 'worker-1', 'worker-2']) await town.start(name);
    await town.waitUntilReady();
    return town;
  }

  /** What can be killed here. */
  get victims(): readonly string[] {
    return [...this.apis, 'worker-1', 'worker-2', 'database', ...(this.redis ? ['queue'] : [])];
  }

  async start(name: string): Promise<void> {
    const { startServiceProcess } = await script<{
      startServiceProcess: (request: object) => ServiceProcess;
    }>('service/service-process.mjs');
    const api = this.apis.indexOf(name);
    const entry = api < 0 ? 'dist/src/worker.js' : 'dist/src/main.js';
    const env = api < 0 ? this.env : { ...this.env, PORT: new URL(this.urls[api] ?? '').port };
    const started = startServiceProcess({ name, entry, dataFolder: this.folder, env });
    this.processes.set(name, started);
    this.endedAlone.delete(name);
    void started.ended.then(() => {
      if (this.processes.get(name) === started) this.endedAlone.add(name);
    });
  }

  /** Kills a part without a warning and brings it back. */
  async killAndRestart(name: string): Promise<void> {
    await this.revive();
    if (name === 'queue') {
      await this.redis?.kill();
      await this.redis?.start();
      return;
    }
    if (name === 'database') {
      await this.cluster.kill({ withChildren: randomInt(2) === 0 });
      await this.cluster.start();
      return;
    }
    const victim = this.processes.get(name);
    if (!victim) throw new Error(`no process is called ${name}`);
    try {
      process.kill(victim.pid, 'SIGKILL');
    } catch {
      // It had ended by itself, which the log will tell; it is started again all the same.
    }
    await victim.ended;
    await this.start(name);
  }

  async waitUntilReady(): Promise<void> {
    const until = Date.now() + READY_PATIENCE_MS;
    for (;;) {
      await this.revive();
      const answers = await Promise.all(
        this.urls.map((url) => fetch(`${url}/health/ready`).catch(() => null)),
      );
      if (answers.every((answer) => answer?.ok)) return;
      if (Date.now() > until)
        throw new Error(`the service is not ready; its logs are in ${this.folder}/logs`);
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }

  /** What the supervisor of an installation does. */
  private async revive(): Promise<void> {
    for (const name of [...this.endedAlone]) await this.start(name);
  }

  /** Connection of who owns everything, for looking at what is left. */
  ownerUrl(database = 'libro_firma'): string {
    return this.cluster.url(database);
  }

  async command(args: readonly string[]): Promise<{ code: number; output: string }> {
    const { execFile } = await import('node:child_process');
    return new Promise((resolve, reject) => {
      execFile(
        process.execPath,
        [join(ROOT, 'dist', 'src', 'cli.js'), ...args],
        { env: this.env, maxBuffer: 64 * 1024 * 1024 },
        (fault, stdout, stderr) => {
          const code = fault ? Number(fault.code ?? 1) : 0;
          if (code !== 0 && args[0] !== 'ledger') reject(new Error(`cli ${args.join(' ')}: ${stderr}`));
          else resolve({ code, output: stdout + stderr });
        },
      );
    });
  }

  /** Where the service, and the queue on Redis, write what is not a database of PostgreSQL. */
  writtenFolders(): string[] {
    return ['objects', 'logs', 'redis']
      .map((name) => join(this.folder, name))
      .filter((folder) => existsSync(folder));
  }

  /** Stops everything; the folder stays for who wants to look when something was found. */
  async takeDown(options: { keep: boolean }): Promise<void> {
    for (const part of this.processes.values()) await part.stop();
    await this.redis?.kill();
    await this.cluster.stop();
    if (options.keep) process.stderr.write(`kept for a look: ${this.folder}\n`);
    else rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function apiName(index: number): string {
  return index === 0 ? 'api' : `api-${index + 1}`;
}

/** The launcher's own parts are ES modules beside the sources; the compiled test borrows them. */
async function script<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(join(ROOT, 'scripts', path)).href)) as T;
}
