import { Client } from 'pg';
import { mustAccept, SettableClock } from '@libro-firma/kernel';
import { createDataSource } from '../../../src/platform/database/data-source';
import { driftOf } from '../../../src/platform/database/drift';
import { platformRows } from '../../../src/platform/platform.rows';
import { CheckRegister, Register } from '../../../src/protocol';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { describeWith } from '../../support/services';
import { aCommand, type Office, officeModules, openOffice, seedOffice } from './office';

const LEGAL = ['registration', 'registration_file', 'segnatura_names'];
const ENTRIES = 6;

describeWith('database', 'the register', () => {
  let database: TestDatabase;
  let office: Office;

  /** One statement in a session of its own, in the name of the body. */
  async function run(url: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`SELECT set_config('app.body', $1, false)`, [office.actor.bodyId]);
      let rows: readonly unknown[] = [];
      for (const statement of statements) rows = (await client.query<object>(statement)).rows;
      return rows;
    } finally {
      await client.end();
    }
  }

  beforeEach(async () => {
    database = await createTestDatabase();
    await seedOffice(database);
    office = await openOffice(database, { clock: new SettableClock(new Date('2026-11-20T11:00:00Z')) });
    for (let entry = 1; entry <= ENTRIES; entry += 1)
      mustAccept(
        await office.app.get(Register).execute(office.actor, aCommand(office.actor, `entry ${entry}`)),
      );
  }, 120_000);

  afterEach(async () => {
    await office.close();
    await database.drop();
  });

  it.each(LEGAL)('refuses its owner any change or deletion of %s', async (table) => {
    for (const statement of [
      `UPDATE ${table} SET body_id = body_id`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ])
      await expect(run(database.ownerUrl, statement)).rejects.toThrow('append-only');
  });

  it('refuses a superuser who plays a replica too', async () => {
    await expect(
      run(database.superuserUrl, `SET session_replication_role = replica`, `DELETE FROM registration`),
    ).rejects.toThrow('append-only');
  });

  it.each(LEGAL)('gives the application no right to change %s', async (table) => {
    const asApplication = (statement: string) =>
      run(database.applicationUrl, 'SET ROLE libro_firma_application', statement);
    await expect(asApplication(`UPDATE ${table} SET body_id = body_id`)).rejects.toThrow('permission denied');
    await expect(asApplication(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    expect(await asApplication(`SELECT body_id FROM ${table}`)).toHaveLength(
      table === 'segnatura_names' ? 1 : ENTRIES,
    );
  });

  it('shows nothing to another body, and takes no row for it', async () => {
    const asOther = (statement: string) =>
      run(
        database.applicationUrl,
        'SET ROLE libro_firma_application',
        `SELECT set_config('app.body', gen_random_uuid()::text, false)`,
        statement,
      );
    for (const table of LEGAL) expect(await asOther(`SELECT * FROM ${table}`)).toEqual([]);
    await expect(asOther(`SELECT * FROM registration_search`)).rejects.toThrow('permission denied');
    await expect(
      asOther(`INSERT INTO registration_segnatura VALUES (gen_random_uuid(), gen_random_uuid(), '', '')`),
    ).rejects.toThrow('row-level security');
    await expect(asOther(`SELECT index_registrations((SELECT gen_random_uuid()), '[]')`)).rejects.toThrow(
      'no such register',
    );
  });

  const check = () =>
    office.app
      .get(CheckRegister)
      .execute({ bodyId: office.actor.bodyId, aooId: office.actor.aooId, year: 2026 });

  /** What whoever owns the server can do, and the chain tells. */
  const tamper = (table: string, ...statements: readonly string[]) =>
    run(database.superuserUrl, `ALTER TABLE ${table} DISABLE TRIGGER USER`, ...statements);

  it('holds when nobody touched it', async () => {
    expect(await check()).toEqual({ registerCode: 'PG', year: 2026, count: ENTRIES, fault: null });
  });

  it.each([
    [
      'a subject',
      'registration',
      `UPDATE registration SET subject = subject || '.' WHERE number = 3`,
      'CHANGED',
      3,
    ],
    [
      'a sender',
      'registration',
      `UPDATE registration SET sender = jsonb_set(sender, '{name}', '"Altri"') WHERE number = 4`,
      'CHANGED',
      4,
    ],
    [
      'a file’s hash',
      'registration_file',
      `UPDATE registration_file SET hash = decode(repeat('00', 32), 'hex') WHERE registration_id =
         (SELECT id FROM registration WHERE number = 2)`,
      'CHANGED',
      2,
    ],
    [
      'a file that is added',
      'registration_file',
      `INSERT INTO registration_file SELECT registration_id, 1, body_id, 'ANNEX', file_name, media_type, size,
         algorithm, hash, document_version_id, signed FROM registration_file WHERE registration_id =
         (SELECT id FROM registration WHERE number = 5)`,
      'CHANGED',
      5,
    ],
    [
      'a name of the segnatura',
      'segnatura_names',
      `UPDATE segnatura_names SET names = jsonb_set(names, '{aooName}', '"Altra"')`,
      'SEGNATURA_CHANGED',
      1,
    ],
    ['an entry taken out', 'registration', `DELETE FROM registration WHERE number = 3`, 'GAP', 3],
    ['the last entry taken out', 'registration', `DELETE FROM registration WHERE number = 6`, 'GAP', 6],
    [
      'two entries that changed places',
      'registration',
      `UPDATE registration SET number = CASE number WHEN 2 THEN 93 WHEN 3 THEN 2 END WHERE number IN (2, 3);
       UPDATE registration SET number = 3 WHERE number = 93`,
      'BROKEN_LINK',
      2,
    ],
    [
      'a later day',
      'registration',
      `UPDATE registration SET registered_on = '2026-11-21' WHERE number = 2`,
      'WRONG_DATE',
      2,
    ],
    [
      'an earlier instant',
      'registration',
      `UPDATE registration SET registered_at = registered_at - interval '1 hour' WHERE number = 2`,
      'TIME_WENT_BACK',
      2,
    ],
    [
      'a journal entry taken out',
      'journal_entry',
      `DELETE FROM journal_entry WHERE stream_id = (SELECT id FROM registration WHERE number = 4)`,
      'NOT_IN_THE_JOURNAL',
      4,
    ],
  ])('finds and names %s', async (_what, table, statement, kind, number) => {
    await tamper(table, statement);
    const { fault, count } = await check();
    expect(fault).toEqual({ kind, year: 2026, number });
    expect(count).toBe(number - 1);
  });

  it('has rows that say what its tables are', async () => {
    const dataSource = await createDataSource({
      url: database.ownerUrl,
      as: 'owner',
      rows: [...platformRows, ...officeModules.flatMap((module) => module.rows ?? [])],
    }).initialize();
    try {
      expect(await driftOf(dataSource)).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });
});
