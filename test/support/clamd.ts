import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { eventually } from './eventually';

/** The harmless file that scanners agree to find; in two halves, so that this source is not found itself. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** ClamAV's own daemon on a free port, which knows one signature: that of the EICAR file. */
export class Clamd {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(): Promise<Clamd> {
    const folder = await mkdtemp(join(tmpdir(), 'libro-firma-clamd-'));
    const port = await freePort();
    await writeFile(join(folder, 'test.ndb'), `Eicar-Test-Signature:0:*:${EICAR.toString('hex')}\n`);
    await writeFile(
      join(folder, 'clamd.conf'),
      [
        `DatabaseDirectory ${folder}`,
        `TemporaryDirectory ${folder}`,
        'TCPAddr 127.0.0.1',
        `TCPSocket ${port}`,
        'Foreground yes',
        'StreamMaxLength 1M',
        'MaxThreads 4',
        '',
      ].join('\n'),
    );
    const process = spawn('clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    const clamd = new Clamd(process, folder, `tcp://127.0.0.1:${port}`);
    await eventually('clamd listens', async () => answers(port));
    return clamd;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
