import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';

// C.UTF-8 knows the letters of every language and sorts the same on every machine and version;
// the others are for systems whose C library does not have it.
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** Makes the data folder, whole or not at all: an interrupted creation leaves only a draft to be removed. */
export async function createCluster({ home, data, runner, superuserPassword }) {
  for (const name of readdirSync(home)) {
    if (name.startsWith('draft-')) rmSync(join(home, name), { recursive: true });
  }
  const draft = join(home, `draft-${process.pid}`);
  const passwordFile = join(home, `draft-password-${process.pid}`);
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  giveTo(runner, passwordFile);
  try {
    await initialise({ draft, passwordFile, runner });
    renameSync(draft, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function initialise({ draft, passwordFile, runner }) {
  let output = '';
  for (const locale of LOCALES) {
    if (existsSync(draft)) rmSync(draft, { recursive: true });
    mkdirSync(draft, { mode: 0o700 });
    giveTo(runner, draft);
    const result = await initdb(runner, draft, passwordFile, locale);
    if (result.exitCode === 0) return;
    output = result.output;
    if (!/locale/i.test(output)) break;
  }
  throw new OperatorFault(`PostgreSQL could not make its data folder:\n${output.trim()}`);
}

function initdb(runner, folder, passwordFile, locale) {
  const child = runner.spawn(
    'initdb',
    [
      ...['-D', folder, '--username=postgres', `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', `--locale=${locale}`, '--no-instructions'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

/** Root prepares files for another user; for everybody else they are their own already. */
export function giveTo({ uid, gid }, path) {
  if (process.getuid?.() === 0) chownSync(path, uid, gid);
}
