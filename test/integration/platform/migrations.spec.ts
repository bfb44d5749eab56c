import { join } from 'node:path';
import type { DataSource, MigrationInterface } from 'typeorm';
import { createDataSource } from '../../../src/platform/database/data-source';
import { driftOf } from '../../../src/platform/database/drift';
import { loadMigrations } from '../../../src/platform/database/load-migrations';
import { DatabaseIsNewer, migrate } from '../../../src/platform/database/migrate';
import { houseRows } from '../../support/application';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { ServiceProcess } from '../../support/service-process';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const migrations = loadMigrations(join(__dirname, '..', '..', '..', 'migrations'));

/** Tables that the application reaches through functions alone, so that no row class describes them. */
const WITHOUT_ROWS = ['registration_search', 'search_register', 'search_year'];

describeWith('database', 'the migrations', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = await createDataSource({
      url: database.ownerUrl,
      as: 'owner',
      rows: houseRows,
      migrations,
    }).initialize();
  });
  afterAll(async () => {
    await owner.destroy();
    await database.drop();
  });

  const applied = async () =>
    (await owner.query<{ name: string }[]>('SELECT name FROM migration ORDER BY timestamp')).map(
      ({ name }) => name,
    );

  const tables = async () =>
    (
      await owner.query<{ name: string }[]>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY 1`,
      )
    ).map(({ name }) => name);

  it('make the tables that the rows describe, and no others', async () => {
    expect(await driftOf(owner)).toEqual([]);
    const described = owner.entityMetadatas.map((entity) => entity.tableName);
    expect((await tables()).filter((table) => !described.includes(table))).toEqual(WITHOUT_ROWS);
  });

  it('stand in the order of their names', () => {
    const stamps = migrations.map((migration) => Number(/\d{13}$/.exec(migration.name)?.[0]));
    expect(stamps).toEqual([...stamps].sort((left, right) => left - right));
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it('go down one by one to an empty database, each up and down again, and all up once more', async () => {
    const before = await tables();
    for (const name of [...(await applied())].reverse()) {
      await owner.undoLastMigration();
      const without = await tables();
      await owner.runMigrations();
      expect((await applied()).at(-1)).toBe((migrations.at(-1) as { name: string }).name);
      while ((await applied()).includes(name)) await owner.undoLastMigration();
      expect(await tables()).toEqual(without);
    }
    expect(await tables()).toEqual([]);
    const functions = await owner.query<{ name: string }[]>(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
    );
    expect(functions).toEqual([]);
    await migrate({ ...database, migrations });
    expect(await tables()).toEqual(before);
    expect(await driftOf(owner)).toEqual([]);
  });

  it('do nothing the second time, and may be called by several processes at once', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => migrate({ ...database, migrations })));
    expect(outcomes).toEqual([[], [], []]);
  });

  it('refuse a database that a newer version has written, and change nothing in it', async () => {
    const before = await applied();
    const older: (new () => MigrationInterface)[] = migrations.slice(0, -1);
    await expect(migrate({ ...database, migrations: older })).rejects.toThrow(DatabaseIsNewer);
    await expect(migrate({ ...database, migrations: older })).rejects.toThrow(/start the newer version/);
    expect(await applied()).toEqual(before);
  });

  it('tell an operator in one line what is wrong with an address', async () => {
    const wrong = new URL(database.ownerUrl);
    wrong.password = 'not-the-password';
    const { code, log } = await ServiceProcess.run('src/cli.ts', { DATABASE_URL: wrong.href }, ['migrate']);
    expect(code).toBe(1);
    expect(log).toMatch(/^the login or password of DATABASE_URL is wrong\n$/);
    expect(log).not.toContain('not-the-password');
  });
});
