import { DataSource, type MigrationInterface } from 'typeorm';
import { openQueueBackend } from '../queue/queue-backend';
import { APPLICATION_ROLE, createDataSource } from './data-source';

const MIGRATION_LOCK = 7_281_940_113;
const DUPLICATE_DATABASE = '42P04';

export interface MigrationRequest {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly queueUrl: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** The database was written by a version to come; going on could damage what this one does not know. */
export class DatabaseIsNewer extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(
      `the database has migrations that this version does not know: ${unknown.join(', ')}; start the newer version`,
    );
    this.name = 'DatabaseIsNewer';
  }
}

/** Brings both databases to this version; several processes may call it at once, one does the work. */
export async function migrate(request: MigrationRequest): Promise<readonly string[]> {
  const dataSource = createDataSource({
    url: request.ownerUrl,
    as: 'owner',
    rows: [],
    migrations: request.migrations,
    poolSize: 3,
    applicationName: 'libro-firma migrate',
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(dataSource, request.migrations);
    const done = await dataSource.runMigrations();
    await letApplicationIn(dataSource, new URL(request.applicationUrl).username);
    await migrateQueue(dataSource, request.queueUrl);
    return done.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}

async function refuseNewer(dataSource: DataSource, known: MigrationRequest['migrations']): Promise<void> {
  const [table] = await dataSource.query<{ present: boolean }[]>(
    `SELECT to_regclass('migration') IS NOT NULL AS present`,
  );
  if (!table?.present) return;
  const names = new Set(known.map((migration) => migration.name));
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY timestamp');
  const unknown = applied.map((row) => row.name).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new DatabaseIsNewer(unknown);
}

async function letApplicationIn(dataSource: DataSource, login: string): Promise<void> {
  await dataSource.query(
    `DO $$ BEGIN
       IF NOT pg_has_role(${literal(decodeURIComponent(login))}, '${APPLICATION_ROLE}', 'MEMBER') THEN
         EXECUTE format('GRANT ${APPLICATION_ROLE} TO %I', ${literal(decodeURIComponent(login))});
       END IF;
     END $$`,
  );
}

/** A DO block takes no parameters. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function migrateQueue(dataSource: DataSource, queueUrl: string): Promise<void> {
  const backend = openQueueBackend(queueUrl);
  try {
    if (backend.kind === 'postgres')
      await createDatabase(dataSource, decodeURIComponent(new URL(queueUrl).pathname.slice(1)));
    await backend.migrate();
  } finally {
    await backend.close();
  }
}

async function createDatabase(dataSource: DataSource, name: string): Promise<void> {
  const found = await dataSource.query<unknown[]>('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.length > 0) return;
  try {
    await dataSource.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`);
  } catch (fault) {
    if ((fault as { code?: string }).code !== DUPLICATE_DATABASE) throw fault;
  }
}
