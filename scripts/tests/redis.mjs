import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { randomPassword } from '../postgres/private-files.mjs';
import { processIdentity } from '../processes/identity.mjs';
import { freePort } from '../processes/ports.mjs';
import { stopProcess } from '../processes/stop.mjs';
import { waitFor } from '../processes/wait.mjs';
import { onPath } from './on-path.mjs';

/** A Redis of our own in the folder, set as BullMQ needs it; null where no redis-server is installed. */
export async function startRedis(folder) {
  const program = onPath('redis-server');
  if (!program) return null;
  const dir = join(folder, 'redis');
  mkdirSync(dir, { recursive: true });
  const [port, password] = [await freePort(), randomPassword()];
  const log = openSync(join(dir, 'redis.log'), 'a');
  const child = spawn(program, ['-'], { stdio: ['pipe', log, log], detached: true });
  closeSync(log);
  // On standard input, so that the password stands in no process list.
  child.stdin.end(configuration({ port, dir, password }));
  child.unref();
  const server = { pid: child.pid, identity: processIdentity(child.pid) };
  if (!(await waitFor(() => answers(port, password), { seconds: 15 }))) {
    await stopProcess(server);
    throw new OperatorFault(`redis-server did not start: see ${join(dir, 'redis.log')}`);
  }
  return { url: `redis://:${password}@127.0.0.1:${port}`, stop: () => stopProcess(server) };
}

function configuration({ port, dir, password }) {
  const settings = {
    bind: '127.0.0.1',
    port,
    dir,
    requirepass: password,
    appendonly: 'yes',
    save: '""',
    'maxmemory-policy': 'noeviction',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

/** Only our own server knows the password: another one on this port would not answer so. */
function answers(port, password) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let seen = '';
    const done = (answer) => (socket.destroy(), resolve(answer));
    socket.setTimeout(1000, () => done(false));
    socket.on('error', () => done(false));
    socket.on('data', (text) => {
      seen += text;
      if (/\r\n.*\r\n/.test(seen)) done(seen.startsWith('+OK') && seen.includes('+PONG'));
    });
  });
}
