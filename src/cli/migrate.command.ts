import { join } from 'node:path';
import { queueUrlOf, readPlatformSettings } from '../platform/config';
import { loadMigrations } from '../platform/database/load-migrations';
import { migrate } from '../platform/database/migrate';

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers at the address of DATABASE_URL; is PostgreSQL running there?',
  ENOTFOUND: 'the host of DATABASE_URL is not known',
  '28P01': 'the login or password of DATABASE_URL is wrong',
  '28000': 'the login of DATABASE_URL may not connect',
  '3D000': 'the database of DATABASE_URL does not exist; create it first',
  '42501':
    'the login may not do this; give DATABASE_OWNER_URL a login that owns the database and has CREATEROLE',
};

/** Brings the databases to this version. */
export async function run(): Promise<number> {
  const settings = readPlatformSettings();
  try {
    const done = await migrate({
      ownerUrl: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL,
      applicationUrl: settings.DATABASE_URL,
      queueUrl: queueUrlOf(settings),
      migrations: loadMigrations(join(__dirname, '..', '..', 'migrations')),
    });
    process.stdout.write(done.length > 0 ? `migrated: ${done.join(', ')}\n` : 'nothing to migrate\n');
    return 0;
  } catch (fault) {
    const known = CODES[(fault as { code?: string }).code ?? ''];
    process.stderr.write(
      `${known ?? (fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault))}\n`,
    );
    return 1;
  }
}
