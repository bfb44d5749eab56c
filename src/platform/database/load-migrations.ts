import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

const FILE = /^\d{13}-[a-z0-9-]+\.(js|ts)$/;

/**
 * The migrations of a folder in the order of their UTC milliseconds. Each module adds files of its own; there is no
 * list that two of them would edit at once.
 */
export function loadMigrations(folder: string): MigrationClass[] {
  return readdirSync(folder)
    .filter((file) => FILE.test(file) && !file.endsWith('.d.ts'))
    .sort()
    .flatMap((file) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the folder is the list
      const exported = require(join(folder, file)) as Record<string, unknown>;
      return Object.values(exported).filter((value): value is MigrationClass => typeof value === 'function');
    });
}
