import { Client } from 'pg';
import { Database } from '../src/platform/database/database';
import type { Actor } from '../src/platform/identity';
import { Registrations } from '../src/protocol';
import type { RegistrationFilter, RegistrationPlace } from '../src/protocol/application/registrations';
import { type Office, openOffice, seedOffice } from '../test/integration/protocol/office';
import { createTestDatabase, findTestDatabase, type TestDatabase } from '../test/support/database';
import type { BenchOptions } from './run';
import { openKeptBenchServer } from './support/bench-server';
import type { Report } from './support/report';
import { type LoadedRegister, loadRegister } from './support/search-load';
import { drawSearches, type SearchClass } from './support/search-classes';

const ROWS = { quick: 800_000, whole: 10_000_000 };
const PAGE = 20;
const ROUNDS = { quick: 30, whole: 120 };
/** Statements of seconds: a few tell enough. */
const PLAIN_ROUNDS = { quick: 4, whole: 12 };

interface Place {
  readonly office: Office;
  readonly actor: Actor;
  readonly register: LoadedRegister;
  readonly superuser: Client;
}

/**
 * What a clerk waits for who looks for something among ten million registrations: pages of the use case, with access rules,
 * masking and row-level security, beside `select 1` through the same unit of work and the plain statement on the same rows.
 */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  const server = await openKeptBenchServer('search');
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  try {
    const place = await openPlace(isQuick ? ROWS.quick : ROWS.whole, report);
    try {
      await warm(place, report);
      await measureSizes(place, report);
      await measure(place, isQuick, report);
    } finally {
      await place.office.close();
      await place.superuser.end();
    }
  } finally {
    await server.stop();
  }
}

async function openPlace(count: number, report: Report): Promise<Place> {
  const { database, isKept } = await databaseOf(count);
  const superuser = new Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  report.note(isKept ? `the database of an earlier run is used again` : `${count} registrations are made`);
  try {
    const register = await loadRegister(superuser, count, (text) => report.note(text));
    const office = await openOffice(database);
    return { office, actor: clerkOf(register), register, superuser };
  } catch (fault) {
    await superuser.end();
    throw fault;
  }
}

function clerkOf({ bodyId, aooId, personId, officeIds }: LoadedRegister): Actor {
  return {
    bodyId,
    aooId,
    personId,
    roles: ['protocol-operator'],
    officeIds: officeIds.slice(0, 1),
    desks: [],
  };
}

async function databaseOf(count: number): Promise<{ database: TestDatabase; isKept: boolean }> {
  const name = `bench_search_${count}`;
  const kept = await findTestDatabase(name);
  if (kept) return { database: kept, isKept: true };
  const database = await createTestDatabase(name);
  await seedOffice(database);
  return { database, isKept: false };
}

async function measure({ office, actor, register, superuser }: Place, isQuick: boolean, report: Report) {
  const database = office.app.get(Database);
  const registrations = office.app.get(Registrations);
  const rounds = isQuick ? ROUNDS.quick : ROUNDS.whole;
  const searches = await drawSearches(superuser, register, rounds);
  const select1 = await p95(rounds * 4, () => database.transaction(actor, () => database.query('SELECT 1')));
  for (const { name, asked, before, plain } of searches) {
    const page = (filter: RegistrationFilter, from: RegistrationPlace | null) =>
      registrations.list(actor, filter, { limit: PAGE, before: from });
    const ask = (round: number) => page(asked(round), before?.(round) ?? null);
    for (let round = 0; round < 5; round += 1) await ask(round); // the planner's and the compiler's time is no figure
    const value = await p95(rounds, ask);
    const plainRounds = isQuick ? PLAIN_ROUNDS.quick : PLAIN_ROUNDS.whole;
    report.figure({
      case: name,
      metric: 'p95',
      value,
      unit: 'ms',
      moreIsBetter: false,
      floor: { name: 'select1', value: select1 },
      peers: plain ? { plainSql: await p95(plainRounds, (round) => plainly(superuser, plain, round)) } : {},
    });
  }
}

function plainly(superuser: Client, plain: NonNullable<SearchClass['plain']>, round: number) {
  const { condition, values } = plain(round);
  return superuser.query(
    `SELECT registration_id FROM registration_search
      WHERE register_no = (SELECT min(no) FROM search_register) AND ${condition}
      ORDER BY year DESC, number DESC LIMIT ${PAGE}`,
    values,
  );
}

/** Reads all of it once: what is measured is the search, not how fast this machine's disk is. */
async function warm({ superuser }: Place, report: Report): Promise<void> {
  try {
    await superuser.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  } catch {
    report.note('pg_prewarm is absent: the first searches wait for the disk');
    return;
  }
  await superuser.query(
    `SELECT pg_prewarm(oid::regclass, 'read') FROM pg_class
      WHERE relkind IN ('r', 'i') AND relname LIKE 'registration%' AND relpersistence = 'p' AND relfilenode <> 0`,
  );
}

/** Bytes of all indexes that rows are found by, as a share of the tables that they stand on. */
async function measureSizes({ superuser }: Place, report: Report): Promise<void> {
  const { rows } = await superuser.query<{ indexes: string; heap: string }>(
    `SELECT sum(pg_indexes_size(oid)) AS indexes, sum(pg_table_size(oid)) AS heap FROM pg_class
      WHERE relkind = 'r' AND relname LIKE 'registration\\_search\\_y%'`,
  );
  const [sizes] = rows;
  report.figure({
    case: 'indexes',
    metric: 'shareOfHeap',
    value: Number(sizes?.indexes) / Number(sizes?.heap),
    unit: 'bytes by byte',
    moreIsBetter: false,
    floor: { name: 'bound', value: 0.6 },
    peers: {},
  });
}

async function p95(rounds: number, ask: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await ask(round);
    times.push(performance.now() - begin);
  }
  return times.sort((left, right) => left - right)[Math.floor(rounds * 0.95)] ?? 0;
}
