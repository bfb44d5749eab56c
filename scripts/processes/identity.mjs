import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process id alone is not enough: the system gives it to somebody else as soon as its owner is dead.
 * Together with the instant of its start it names one process for ever; null when there is none.
 */
export function processIdentity(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? linuxIdentity(pid) : posixIdentity(pid);
}

export const isSameProcess = (pid, identity) => identity !== null && processIdentity(pid) === identity;

function linuxIdentity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command name, in brackets, may itself contain spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return null;
    return `${bootId()}:${pid}:${startTicks}`;
  } catch {
    return null;
  }
}

let knownBootId;
function bootId() {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return knownBootId;
}

function posixIdentity(pid) {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const started = status === 0 ? stdout.trim() : '';
  return started ? `${pid}:${started}` : null;
}
