import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { tryLock } from '../processes/owned-lock.mjs';
import { readServiceFile } from './service-file.mjs';

/** The data folder, made if need be, proved writable and ours alone until `release`. */
export function claimDataFolder(folder) {
  const lock = writable(folder, () => {
    // Others may pass through (PostgreSQL may run as another user), but not look around.
    makeFolder(folder, 0o711);
    makeFolder(join(folder, 'logs'), 0o750);
    probe(join(folder, 'logs'));
    return tryLock(join(folder, 'launcher.lock'), 'service');
  });
  if (lock.taken) return lock;
  const url = readServiceFile(folder)?.url;
  throw new OperatorFault(
    `The data folder ${folder} is in use by process ${lock.holder.pid}${url ? `, which serves ${url}` : ''}: ` +
      'stop that one first, or choose another folder with DATA_DIR.',
  );
}

// Node's own recursive mkdir goes round for ever where a file system makes no folders, as /proc.
function makeFolder(folder, mode) {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder), mode);
  mkdirSync(folder, { mode });
}

function probe(folder) {
  const file = join(folder, `.probe-${process.pid}`);
  writeFileSync(file, '');
  rmSync(file);
}

function writable(folder, work) {
  try {
    return work();
  } catch (fault) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ENOSPC', 'EDQUOT'].includes(fault.code))
      throw fault;
    throw new OperatorFault(
      `The data folder ${folder} cannot be written (${fault.code}): ` +
        'give this user the right to write there, or choose another folder with DATA_DIR.',
    );
  }
}
