import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';

// PostgreSQL refuses to run as root. These are the ways not to be root, the least intrusive first.
const USER_NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/**
 * Decides as whom PostgreSQL runs: `{ way, uid, gid, binaries, spawn }`, where uid and gid own its data.
 * `dataOwner` is the owner of data that already exist; LIBRO_FIRMA_POSTGRES_AS forces a way.
 */
export function chooseRunner({ binaries, copyTo, dataOwner, env = process.env }) {
  const forced = env.LIBRO_FIRMA_POSTGRES_AS;
  if (process.getuid?.() !== 0) return asOurselves(binaries);
  const belongsToAnother = dataOwner && dataOwner.uid !== 0;
  if (belongsToAnother && !forced) return asUser(dataOwner, { binaries, copyTo, env });
  if (forced !== 'nobody' && hasUserNamespaces()) return inUserNamespace(binaries);
  return asUser(nobody(), { binaries, copyTo, env });
}

function asOurselves(binaries) {
  const way = 'ordinary user';
  return { way, uid: process.getuid?.(), gid: process.getgid?.(), binaries, spawn: startProgram(binaries) };
}

/** Root seen from outside, nobody seen from inside: the files stay root's and nothing has to be copied. */
function inUserNamespace(binaries) {
  return { way: 'user namespace', uid: 0, gid: 0, binaries, spawn: startProgram(binaries, USER_NAMESPACE) };
}

function asUser({ uid, gid }, { binaries, copyTo }) {
  const own = canRun(binaries, { uid, gid }) ? binaries : copyBinaries(binaries, copyTo());
  if (!canRun(own, { uid, gid })) {
    throw new OperatorFault(
      `PostgreSQL cannot run as user ${uid} from ${own.bin}: start as an ordinary user, or give a DATABASE_URL.`,
    );
  }
  return { way: `user ${uid}`, uid, gid, binaries: own, spawn: startProgram(own, [], { uid, gid }) };
}

function startProgram(binaries, prefix = [], identity = {}) {
  return (program, args, options = {}) => {
    const [file, ...rest] = [...prefix, join(binaries.bin, program), ...args];
    return spawn(file, rest, { ...options, ...identity, cwd: '/', env: cleanEnvironment(binaries) });
  };
}

/** Without PGDATA, PGPORT and the like of whoever calls us, which would silently win over nothing we say. */
function cleanEnvironment(binaries) {
  const { PATH = '/usr/bin:/bin', TZ } = process.env;
  return { PATH, LC_ALL: 'C', ...(TZ ? { TZ } : {}), ...binaries.env };
}

function hasUserNamespaces() {
  const [file, ...args] = USER_NAMESPACE;
  const { status, stdout } = spawnSync(file, [...args, 'id', '-u'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() === '65534';
}

function canRun(binaries, identity) {
  const options = { ...identity, cwd: '/', env: cleanEnvironment(binaries) };
  return ['postgres', 'initdb'].every(
    (program) => spawnSync(join(binaries.bin, program), ['--version'], options).status === 0,
  );
}

/** A clone in a home folder that is closed to others: the programs move to where that user may read them. */
function copyBinaries(binaries, copyTo) {
  if (!binaries.home) return binaries;
  const stamp = statSync(join(binaries.bin, 'postgres'));
  const home = join(copyTo, `program-${binaries.major}-${stamp.size}`);
  if (!existsSync(join(home, 'complete'))) {
    cpSync(binaries.home, home, { recursive: true, verbatimSymlinks: true });
    cpSync(join(home, 'pg-symlinks.json'), join(home, 'complete'));
  }
  return { ...binaries, bin: join(home, 'bin'), home, env: { LD_LIBRARY_PATH: join(home, 'lib') } };
}

function nobody() {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  if (!line) {
    throw new OperatorFault(
      'PostgreSQL refuses to run as root and there is no user "nobody": start as an ordinary user.',
    );
  }
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** True when a user other than root can pass through every folder down to this one. */
export function isReachableBy(path, { uid, gid }) {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === dirname(folder)) return true;
  }
}
