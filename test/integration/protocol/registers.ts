import { Client } from 'pg';
import { mustAccept, SettableClock } from '@libro-firma/kernel';
import { CheckRegister, IndexRegister, Register, type RegisteredNumber } from '../../../src/protocol';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { aCommand, type Office, openOffice, seedOffice } from './office';

export const MIDDAY = new Date('2026-11-20T11:00:00Z');

/** Registers of a suite, each test with empty ones, and as many processes as it asks for. */
export function useRegisters() {
  let database: TestDatabase;
  let superuser: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedOffice(database);
    superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
  }, 120_000);

  afterAll(async () => {
    await superuser.end();
    await database.drop();
  }, 60_000);

  /** Each test begins with an empty register; nothing but a superuser who switches the triggers off can do this. */
  async function emptyRegister(): Promise<void> {
    const tables = ['registration', 'registration_file', 'segnatura_names', 'journal_entry'];
    for (const table of tables) await superuser.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await superuser.query(
      `TRUNCATE ${tables.join(', ')}, registration_search, search_register, search_year, delivery`,
    );
    for (const table of tables) await superuser.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  }

  async function withOffices(
    count: number,
    work: (offices: readonly Office[], clock: SettableClock) => Promise<void>,
    pool = 4,
  ): Promise<void> {
    await emptyRegister();
    const clock = new SettableClock(MIDDAY);
    const offices = await Promise.all(
      Array.from({ length: count }, () => openOffice(database, { clock, pool })),
    );
    try {
      await work(offices, clock);
    } finally {
      await Promise.all(offices.map((office) => office.close()));
    }
  }

  const numberOf = async ({ app, actor }: Office, key: string): Promise<RegisteredNumber> =>
    mustAccept(await app.get(Register).execute(actor, aCommand(actor, key)));

  async function numbersIn(year: number): Promise<number[]> {
    const { rows } = await superuser.query<{ number: number }>(
      'SELECT number FROM registration WHERE year = $1 ORDER BY number',
      [year],
    );
    return rows.map((row) => row.number);
  }

  async function expectWhole({ app, actor }: Office, year: number, count: number): Promise<void> {
    expect(await numbersIn(year)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    const check = await app.get(CheckRegister).execute({ bodyId: actor.bodyId, aooId: actor.aooId, year });
    expect(check).toEqual({ registerCode: 'PG', year, count, fault: null });
    await app.get(IndexRegister).execute();
    const { rows } = await superuser.query<{ rows: number }>(
      `SELECT count(*)::integer AS rows FROM registration entry
         JOIN segnatura_names names ON names.hash = entry.segnatura_hash
         JOIN registration_search words ON words.registration_id = entry.id
         JOIN journal_entry journal ON journal.stream_id = entry.id
        WHERE entry.year = $1 AND EXISTS (SELECT 1 FROM registration_file file WHERE file.registration_id = entry.id)`,
      [year],
    );
    expect(rows[0]?.rows).toBe(count);
  }

  return {
    superuser: () => superuser,
    database: () => database,
    emptyRegister,
    withOffices,
    numberOf,
    numbersIn,
    expectWhole,
  };
}
