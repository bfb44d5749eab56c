import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { APPLICATION_ROLE } from '../../src/platform/database/data-source';
import { loadMigrations } from '../../src/platform/database/load-migrations';
import { migrate } from '../../src/platform/database/migrate';
import { databaseServerUrl } from './services';

const OWNER = 'test_owner';
const APPLICATION = 'test_application';
const PASSWORD = 'test';
const MIGRATIONS = join(__dirname, '..', '..', 'migrations');
const TEMPLATE_LOCK = 7_281_940_199;

/** A database of one suite, migrated and empty, and the queue's database beside it. */
export interface TestDatabase {
  /** The login that owns the tables. */
  readonly ownerUrl: string;
  /** The login that the service uses. */
  readonly applicationUrl: string;
  readonly queueUrl: string;
  /** The login that may do anything: what a test does with it is what an attacker with every right could do. */
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/**
 * Clones the databases of a template that was migrated once for all suites of a run; `drop` when the suite ends.
 * Migrations run as a plain owner, as in a real installation, not as superuser.
 */
export async function createTestDatabase(
  name = `test_${randomBytes(6).toString('hex')}`,
): Promise<TestDatabase> {
  await onServer(async (server) => {
    const template = await ensureTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${OWNER}`);
    await server.query(`CREATE DATABASE ${name}_queue TEMPLATE ${template}_queue OWNER ${APPLICATION}`);
  });
  return handleOf(name);
}

/** A database that an earlier run left under this name, with the migrations that came since; null when there is none. */
export async function findTestDatabase(name: string): Promise<TestDatabase | null> {
  const isThere = await onServer(async (server) => {
    const { rowCount } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    return rowCount === 1;
  });
  if (!isThere) return null;
  await migrate({ ...urlsOf(name), migrations: loadMigrations(MIGRATIONS) });
  return handleOf(name);
}

function handleOf(name: string): TestDatabase {
  return {
    ...urlsOf(name),
    superuserUrl: urlOf(name),
    drop: () =>
      onServer(async (server) => {
        await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await server.query(`DROP DATABASE IF EXISTS ${name}_queue WITH (FORCE)`);
      }),
  };
}

async function ensureTemplate(server: Client): Promise<string> {
  const template = `template_${fingerprintOfMigrations()}`;
  await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await server.query(
      'SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate',
      [template],
    );
    if (rowCount === 0) await createTemplate(server, template);
  } finally {
    await server.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return template;
}

/** Marked as a template last: one that a killed run left half made is made again. */
async function createTemplate(server: Client, template: string): Promise<void> {
  for (const role of [`${OWNER} LOGIN CREATEROLE`, `${APPLICATION} LOGIN`, `${APPLICATION_ROLE} NOLOGIN`])
    await server.query(
      `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
  await server.query(`ALTER ROLE ${OWNER} PASSWORD '${PASSWORD}'`);
  await server.query(`ALTER ROLE ${APPLICATION} PASSWORD '${PASSWORD}'`);
  await server.query(`GRANT ${APPLICATION_ROLE} TO ${OWNER} WITH ADMIN OPTION`);
  await server.query(`GRANT ${APPLICATION_ROLE} TO ${APPLICATION}`);
  await server.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await server.query(`DROP DATABASE IF EXISTS ${template}_queue WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${template} OWNER ${OWNER}`);
  await server.query(`CREATE DATABASE ${template}_queue OWNER ${APPLICATION}`);
  await migrate({ ...urlsOf(template), migrations: loadMigrations(MIGRATIONS) });
  await server.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
}

function fingerprintOfMigrations(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort())
    hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 12);
}

function urlsOf(name: string) {
  return {
    ownerUrl: urlOf(name, OWNER),
    applicationUrl: urlOf(name, APPLICATION),
    queueUrl: urlOf(`${name}_queue`, APPLICATION),
  };
}

/** Without a login: that of the server's own address, which may do anything. */
function urlOf(database: string, login?: string): string {
  const url = new URL(databaseServerUrl());
  url.pathname = `/${database}`;
  if (login) {
    url.username = login;
    url.password = PASSWORD;
  }
  return url.href;
}

async function onServer<T>(work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: databaseServerUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}
