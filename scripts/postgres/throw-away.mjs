import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSameProcess } from '../processes/identity.mjs';
import { readLock, tryLock } from '../processes/owned-lock.mjs';
import { stopProcess } from '../processes/stop.mjs';
import { openCluster } from './cluster.mjs';
import { findPostmaster } from './postmaster.mjs';

const PREFIX = 'libro-firma-throw-away-';
const KEPT = 'libro-firma-kept-';

/**
 * A private folder below the system's temporary one, with a PostgreSQL in it when `start` is called.
 * `remove` stops and deletes everything; what a killed process could not remove, the next one does.
 */
export async function throwAwayFolder(purpose) {
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // PostgreSQL may have to run as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  tryLock(join(folder, 'owner'), purpose);
  return folder;
}

/**
 * A folder below the system's temporary one that the next run finds again, with a large database in it; one process at a
 * time has it, until `release`.
 */
export function keptFolder(name) {
  const folder = join(tmpdir(), `${KEPT}${name}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const lock = tryLock(join(folder, 'owner'), name);
  if (!lock.taken) throw new Error(`${folder} is in use by process ${lock.holder.pid}`);
  return { folder, release: lock.release };
}

export async function throwAwayCluster(folder, options) {
  const cluster = openCluster(join(folder, 'postgres'), options);
  await cluster.start();
  return cluster;
}

export async function removeThrowAway(folder) {
  await stopServerIn(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function removeAbandoned() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const owner = readLock(join(folder, 'owner'));
    if (!owner || isSameProcess(owner.pid, owner.identity)) continue;
    try {
      await removeThrowAway(folder);
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

async function stopServerIn(folder) {
  const data = join(folder, 'postgres', 'data');
  const server = existsSync(data) ? findPostmaster(data) : null;
  if (server) await stopProcess(server, { signal: 'SIGINT', seconds: 15 });
}
