import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { realpathSync, renameSync, rmdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { findBinaries } from './binaries.mjs';
import { chooseRunner, isReachableBy } from './run-as.mjs';

const SYSTEM_PLACE = '/var/lib/libro-firma';

/**
 * Where a cluster lives and as whom it runs. `home` is the folder itself, or, when PostgreSQL must run as a
 * user that cannot reach it, a folder of the system that it then links to.
 */
export function openHome(folder) {
  mkdirSync(folder, { recursive: true });
  const home = realpathSync(folder);
  const data = join(home, 'data');
  const dataOwner = existsSync(data) ? statSync(data) : null;
  refuseDataOfOthers(data, dataOwner);
  const binaries = findBinaries();
  const runner = chooseRunner({ binaries, copyTo: () => programFolder(home), dataOwner });
  const reachable = reachableHome(folder, home, runner);
  const place = { home: reachable, data: join(reachable, 'data'), runner };
  handOver(place);
  return place;
}

function refuseDataOfOthers(data, owner) {
  const uid = process.getuid?.();
  if (!owner || uid === undefined || uid === 0 || owner.uid === uid) return;
  throw new OperatorFault(
    `The database in ${data} belongs to user ${owner.uid}: start as that user, or choose another DATA_DIR.`,
  );
}

/** Programs are copied only when another user must run them, and then to where that user can go. */
function programFolder(home) {
  if (isOpenToAll(home)) return home;
  const folder = join(SYSTEM_PLACE, 'programs');
  makeOpenFolder(folder);
  return folder;
}

function reachableHome(folder, home, { uid, gid }) {
  if (process.getuid?.() !== 0 || uid === 0) return home;
  if (isReachableBy(home, { uid, gid })) return home;
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const elsewhere = join(SYSTEM_PLACE, name);
  if (readdirSync(home).length > 0) {
    throw new OperatorFault(
      `User ${uid}, as whom PostgreSQL runs, cannot reach ${home}: open its folders (chmod o+x) or choose another DATA_DIR.`,
    );
  }
  // Of an earlier data folder at the same place, which is gone: its database alone would be half of the truth.
  if (existsSync(elsewhere)) renameSync(elsewhere, `${elsewhere}-until-${Date.now()}`);
  makeOpenFolder(elsewhere);
  rmdirSync(folder);
  symlinkSync(elsewhere, folder);
  return elsewhere;
}

function isOpenToAll(home) {
  return isReachableBy(home, { uid: -1, gid: -1 });
}

function makeOpenFolder(folder) {
  mkdirSync(folder, { recursive: true });
  for (const path of [SYSTEM_PLACE, folder]) chmodSync(path, 0o711);
}

/** Data made by root in one way (in a user namespace, say) may now have to be served in another. */
function handOver({ home, data, runner }) {
  if (process.getuid?.() !== 0) return;
  if (runner.uid !== 0) chmodSync(home, statSync(home).mode | 0o011);
  if (existsSync(data) && statSync(data).uid !== runner.uid) chownAll(data, runner);
}

function chownAll(path, { uid, gid }) {
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) chownAll(join(path, name), { uid, gid });
}
