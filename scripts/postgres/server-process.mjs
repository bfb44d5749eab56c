import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorFault } from '../operator-fault.mjs';
import { findPostmaster } from './postmaster.mjs';

const START_LIMIT_SECONDS = 180; // recovery after a crash reads the log first, and that may be long
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_line_prefix: '%m [%p] %d %a ',
};

/** Starts the server in a session of its own, so that Ctrl-C in a terminal reaches only the launcher. */
export async function startServer({ data, runner, logFile, port, settings = {} }) {
  const from = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, 'a', 0o640);
  const options = Object.entries({ ...SETTINGS, ...settings, port }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  const child = runner.spawn('postgres', ['-D', data, ...options], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  const end = new Promise((resolve) => {
    child.once('error', (fault) => resolve(fault.message));
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`));
  });
  return waitUntilReady({ child, data, end, logFile, from });
}

async function waitUntilReady({ child, data, end, logFile, from }) {
  let ended = null;
  void end.then((reason) => (ended = reason));
  const limit = Date.now() + START_LIMIT_SECONDS * 1000;
  while (Date.now() < limit) {
    await sleep(25);
    if (ended) return { started: false, reason: ended, log: logSince(logFile, from) };
    const found = findPostmaster(data);
    // Its own process id in its own folder: no other server on the same port can be taken for it.
    if (found?.pid === child.pid && found.isReady) return { started: true, ...found };
  }
  process.kill(child.pid, 'SIGQUIT');
  throw new OperatorFault(`PostgreSQL was not ready after ${START_LIMIT_SECONDS} s: see ${logFile}`);
}

function logSince(logFile, from) {
  return readFileSync(logFile).subarray(from).toString('utf8').trim();
}
