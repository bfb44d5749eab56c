import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from '../processes/identity.mjs';

/** What the running server says of itself in its own data folder; null when it says nothing usable. */
export function readPostmasterFile(data) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  } catch (fault) {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  }
}

/** The living server of this data folder, whoever started it: `{ pid, identity, port, isReady }` or null. */
export function findPostmaster(data) {
  const written = readPostmasterFile(data);
  const identity = written && processIdentity(written.pid);
  return identity && isServerOf(written.pid, data) ? { ...written, identity } : null;
}

function isServerOf(pid, data) {
  const command = commandLine(pid);
  return /postgres/.test(command) && command.includes(data);
}

function commandLine(pid) {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-ww', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/**
 * After a crash the file may name a process id that belongs to somebody else by now (usual in containers,
 * where ids start again from 1). PostgreSQL would refuse to start for ever; so the file goes, but only when
 * no process of the dead server is left in the data folder.
 */
export function forgetForeignPostmaster(data) {
  const written = readPostmasterFile(data);
  if (!written || processIdentity(written.pid) === null || isServerOf(written.pid, data)) return;
  if (processesInside(data).length === 0) rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Ids of the processes of a data folder, server processes stay in it as their working folder (Linux only). */
export function processesInside(data) {
  if (!existsSync('/proc/self/cwd')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === data)
    .map(Number);
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
