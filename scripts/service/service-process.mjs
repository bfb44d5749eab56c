import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from '../processes/identity.mjs';
import { stopProcess } from '../processes/stop.mjs';
import { inRepository } from '../repository.mjs';

/**
 * One process of the service, in a session of its own: Ctrl-C reaches only the launcher, which stops the
 * processes in their order. Its output goes to its log directly and survives the launcher.
 */
export function startServiceProcess({ name, entry, dataFolder, env }) {
  const logFile = join(dataFolder, 'logs', `${name}.log`);
  const from = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, 'a', 0o640);
  const child = spawn(process.execPath, ['--enable-source-maps', inRepository(entry)], {
    stdio: ['ignore', log, log],
    detached: true,
    env,
  });
  closeSync(log);
  const started = { name, pid: child.pid, identity: processIdentity(child.pid), logFile };
  const ended = new Promise((resolve) => {
    child.once('error', (fault) => resolve(fault.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
  return { ...started, ended, stop: () => stopProcess(started), lastLines: () => lastLines(logFile, from) };
}

export function lastLines(logFile, from = 0, count = 12) {
  if (!existsSync(logFile)) return [];
  const text = readFileSync(logFile).subarray(from).toString('utf8').trim();
  return text.split('\n').slice(-count).map(shortened);
}

const shortened = (line) => (line.length > 500 ? `${line.slice(0, 500)} ...` : line);
