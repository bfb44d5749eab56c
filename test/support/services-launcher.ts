import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type PostgresLauncher = typeof import('../../scripts/postgres/for-tests.mjs');

/**
 * The launcher's own PostgreSQL, for compiled programs that kill it (dist/test/faults). Suites of jest use
 * the server that `npm test` has started for them.
 */
export async function loadPostgresLauncher(): Promise<PostgresLauncher> {
  const file = join(repositoryRoot(), 'scripts', 'postgres', 'for-tests.mjs');
  return (await import(pathToFileURL(file).href)) as PostgresLauncher;
}

/** Found upwards, as this file runs from test/ and from dist/test/. */
export function repositoryRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package-lock.json'))) folder = dirname(folder);
  return folder;
}
