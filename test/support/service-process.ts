import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@libro-firma/kernel';
import { eventually } from './eventually';
import { repositoryRoot } from './services-launcher';

/** A process of the service as an operator starts it, from the sources; a test may kill it at any moment. */
export class ServiceProcess {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly readyFile: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => {
        this.output += piece.toString('utf8');
      });
  }

  /** Everything that it wrote so far. */
  get log(): string {
    return this.output;
  }

  /** Address of an api. */
  get url(): string {
    return (JSON.parse(readFileSync(this.readyFile, 'utf8')) as { url: string }).url;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it is ready; who starts it kills it. */
  static async start(entry: string, environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const started = this.launch(entry, environment);
    await eventually(`${entry} ready`, () =>
      Promise.resolve(existsSync(started.readyFile) || !started.isRunning),
    );
    if (started.isRunning) return started;
    throw new Error(`${entry} did not start: ${started.log}`);
  }

  /** Runs it to its end, for a start that is to fail. */
  static async run(
    entry: string,
    environment: Readonly<Record<string, string>>,
    args: readonly string[] = [],
  ): Promise<{ code: number | null; log: string }> {
    const started = this.launch(entry, environment, args);
    if (started.isRunning) await once(started.child, 'close');
    return { code: started.child.exitCode, log: started.log };
  }

  private static launch(
    entry: string,
    environment: Readonly<Record<string, string>>,
    args: readonly string[] = [],
  ): ServiceProcess {
    const root = repositoryRoot();
    const readyFile = join(tmpdir(), `libro-firma-ready-${newId()}`);
    const run = [
      '--require',
      join(root, 'test', 'support', 'run-typescript.cjs'),
      join(root, entry),
      ...args,
    ];
    const child = spawn(process.execPath, run, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', READY_FILE: readyFile, ...environment },
    });
    return new ServiceProcess(child, readyFile);
  }

  /** Without warning, as a machine that loses its power. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.isRunning) {
      const ended = once(this.child, 'close');
      this.child.kill(signal);
      await ended;
    }
    rmSync(this.readyFile, { force: true });
  }
}
