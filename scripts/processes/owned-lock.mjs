import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isSameProcess, processIdentity } from './identity.mjs';

/** Takes the lock, or answers with the living process that holds it: `{ pid, identity, purpose }`. */
export function tryLock(path, purpose) {
  mkdirSync(dirname(path), { recursive: true });
  const own = { pid: process.pid, identity: processIdentity(process.pid), purpose };
  // Written aside and linked: whoever sees the lock sees its owner too, never an empty file.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    for (;;) {
      if (link(draft, path)) return { taken: true, release: () => release(path, own) };
      const holder = readLock(path);
      if (holder && isSameProcess(holder.pid, holder.identity)) return { taken: false, holder };
      if (holder) removeStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The owner written in the lock, or null when there is none (any more). */
export function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (fault) {
    if (fault.code === 'ENOENT') return null;
    return { pid: 0, identity: null, purpose: 'unreadable' };
  }
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (fault) {
    if (fault.code === 'EEXIST') return false;
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(fault.code)) return copy(from, to);
    throw fault;
  }
}

// Some network file systems have no hard links; there a reader may for an instant see an unfinished lock.
function copy(from, to) {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (fault) {
    if (fault.code === 'EEXIST') return false;
    throw fault;
  }
}

/** Two processes may find the same dead owner: the one that is late must not remove the other's new lock. */
function removeStale(path, dead) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (fault) {
    if (fault.code === 'ENOENT') return;
    throw fault;
  }
  const moved = readLock(aside);
  if (moved && moved.identity !== dead.identity) link(aside, path);
  rmSync(aside, { force: true });
}

function release(path, own) {
  const holder = readLock(path);
  if (holder?.pid === own.pid && holder.identity === own.identity) rmSync(path, { force: true });
}
