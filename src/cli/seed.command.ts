import 'reflect-metadata';
import { house } from '../house';
import { readPlatformSettings } from '../platform/config';
import { createDataSource } from '../platform/database/data-source';
import { platformRows } from '../platform/platform.rows';

const SEED_LOCK = 7_281_940_114;

/** `seed --demo`: fills an empty database with the demo body, once. */
export async function run(args: readonly string[]): Promise<number> {
  if (!args.includes('--demo')) {
    process.stderr.write('usage: cli seed --demo\n');
    return 1;
  }
  const settings = readPlatformSettings();
  const dataSource = await createDataSource({
    url: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL,
    as: 'owner',
    rows: [...platformRows, ...house.flatMap((module) => module.rows ?? [])],
    applicationName: 'libro-firma seed',
  }).initialize();
  try {
    return await dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [SEED_LOCK]);
      const [body] = await manager.query<unknown[]>('SELECT 1 FROM body LIMIT 1');
      if (body) {
        process.stdout.write('the demo body is there already\n');
        return 0;
      }
      for (const module of house) await module.demo?.({ manager, environment: process.env, now: new Date() });
      process.stdout.write('the demo body is ready\n');
      return 0;
    });
  } finally {
    await dataSource.destroy();
  }
}
