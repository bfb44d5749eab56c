import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a test may need beside the code. `npm test` starts the servers and says where they are in the
 * environment; the programs are the machine's own.
 */
const needs = {
  database: () => (process.env.TEST_DATABASE_SERVER_URL ? null : 'no database: run it with npm test'),
  redis: () => (process.env.TEST_REDIS_URL ? null : 'redis-server is not installed'),
  tmpfs: () => (canMount() ? null : 'file systems of a few megabytes need root'),
  chromium: () => (process.env.TEST_CHROMIUM ? null : 'no chromium runs on this machine'),
};

/** Tried, since a container may not let even root do it. */
function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-mount-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (isMounted) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return isMounted;
}

export type Need = keyof typeof needs | `program:${string}`;

/** The login that may create databases and roles on the throw-away server. */
export function databaseServerUrl(): string {
  return required('TEST_DATABASE_SERVER_URL');
}

export function redisUrl(): string {
  return required('TEST_REDIS_URL');
}

export function chromiumPath(): string {
  return required('TEST_CHROMIUM');
}

/**
 * A suite that runs only where what it needs is there. Elsewhere it is skipped by name and with its reason,
 * which `npm test` repeats at its end: nothing that did not run is taken for passed.
 */
export function describeWith(wanted: Need | readonly Need[], name: string, suite: () => void): void {
  const reasons = [wanted].flat().map(reasonToSkip).filter(Boolean);
  if (reasons.length === 0) describe(name, suite);
  else describe.skip(`${name} [skipped: ${reasons.join('; ')}]`, suite);
}

function reasonToSkip(need: Need): string | null {
  if (!need.startsWith('program:')) return needs[need as keyof typeof needs]();
  const program = need.slice('program:'.length);
  return isInstalled(program) ? null : `${program} is not installed`;
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests with npm test`);
  return value;
}
