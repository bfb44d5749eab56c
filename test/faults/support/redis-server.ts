import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const PATIENCE_MS = 10_000;

/** A Redis on one port and folder, so that what it wrote is there again after a kill. Every write is flushed. */
export class RedisServer {
  private child: ChildProcess | null = null;

  constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const dir = join(this.folder, 'redis');
    mkdirSync(dir, { recursive: true });
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
    this.child = spawn('redis-server', [...settings, ...durable], { stdio: 'ignore' });
    const failed = new Promise<never>((_, reject) => this.child?.once('error', reject));
    await Promise.race([this.untilItAnswers(), failed]);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    this.child = null;
  }

  private async untilItAnswers(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (!(await answers(this.port))) {
      if (Date.now() > until) throw new Error('redis-server does not answer');
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (bytes) => done(bytes.toString().startsWith('+PONG')));
    socket.once('error', () => done(false));
  });
}
