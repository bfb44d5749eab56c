import { Client } from 'pg';
import { mustAccept } from '@libro-firma/kernel';
import { CheckRegister, Register } from '../src/protocol';
import { aCommand, type Office, openOffice, seedOffice } from '../test/integration/protocol/office';
import { createTestDatabase, type TestDatabase } from '../test/support/database';
import type { BenchOptions } from './run';
import { type BenchServer, openBenchServer } from './support/bench-server';
import { type Measured, underLoad } from './support/load';
import { callsOfFunction, peerScripts, type PeerScripts } from './support/numbering-peers';
import { ask, fromProcesses } from './support/numbering-process';
import { hasPgbench, pgbench } from './support/pgbench';
import type { Report } from './support/report';

interface Place {
  readonly server: BenchServer;
  readonly database: TestDatabase;
  readonly office: Office;
  readonly superuser: Client;
  readonly peers: PeerScripts | null;
}

interface Load {
  readonly name: string;
  readonly clients: number;
  readonly seconds: number;
  /** Somebody reads for a long time meanwhile, so that nothing can be cleaned up behind the writers. */
  readonly hasLongTransaction?: boolean;
  /** As many processes of the service, the clients shared out among them. */
  readonly processes?: number;
}

/** Registrations through the use case, with all that the legal transaction writes, beside what others do in SQL. */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  const seconds = isQuick ? 2 : 8;
  const server = await openBenchServer();
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  try {
    const place = await openPlace(server, report);
    await underLoad({ clients: 16, seconds: 1 }, ask(place.office, 'warm')); // the compiler's time is no figure
    for (const load of [
      { name: '1 client', clients: 1, seconds },
      { name: '8 clients', clients: 8, seconds },
      { name: '64 clients', clients: 64, seconds },
      { name: '64 clients, 4 processes', clients: 64, seconds, processes: 4 },
      { name: '64 clients, long transaction', clients: 64, seconds, hasLongTransaction: true },
    ])
      await measureCase(place, load, report);
    await expectWholeRegister(place, report);
    await place.office.close();
    await place.superuser.end();
    await place.database.drop();
  } finally {
    await server.stop();
  }
}

async function openPlace(server: BenchServer, report: Report): Promise<Place> {
  const database = await createTestDatabase();
  await seedOffice(database);
  const office = await openOffice(database);
  const superuser = new Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  const sample = mustAccept(
    await office.app.get(Register).execute(office.actor, aCommand(office.actor, 'sample')),
  );
  if (!hasPgbench()) report.note('pgbench is absent: no peers');
  const peers = hasPgbench() ? peerScripts(sample.registrationId) : null;
  if (peers) await superuser.query(peers.prepare);
  return { server, database, office, superuser, peers };
}

async function measureCase(place: Place, load: Load, report: Report): Promise<void> {
  const reader = load.hasLongTransaction ? await openLongTransaction(place.database) : null;
  // What autovacuum gathers within a minute: without it plans are made for tables of which nothing is known.
  await place.superuser.query('ANALYZE registration, registration_file, journal_entry');
  const syncsBefore = await walSyncs(place.superuser);
  const ours = await measureOurs(place, load);
  if ((await walSyncs(place.superuser)) === syncsBefore)
    throw new Error('numbers were given and the log was never synced: they are not durable');
  const peers = await measurePeers(place, load);
  await reader?.end();
  const { fdatasyncMs } = place.server;
  report.figure({
    case: load.name,
    metric: 'throughput',
    value: ours.throughput,
    unit: '1/s',
    moreIsBetter: true,
    floor: { name: 'oneSyncForAllClients', value: (load.clients * 1_000) / fdatasyncMs },
    peers: figureOf(peers, ({ throughput }) => throughput),
  });
  for (const metric of ['p50', 'p99'] as const)
    report.figure({
      case: load.name,
      metric,
      value: ours[metric],
      unit: 'ms',
      moreIsBetter: false,
      floor: { name: 'fdatasync', value: fdatasyncMs },
      peers: figureOf(peers, (measured) => measured[metric]),
    });
}

function measureOurs({ office, database }: Place, load: Load): Promise<Measured> {
  const { name, clients, seconds, processes = 1 } = load;
  if (processes === 1) return underLoad(load, ask(office, name));
  const { ownerUrl, applicationUrl, queueUrl, superuserUrl } = database;
  const order = { name, clients: clients / processes, seconds };
  return fromProcesses(processes, {
    ...order,
    database: { ownerUrl, applicationUrl, queueUrl, superuserUrl },
  });
}

async function measurePeers(place: Place, load: Load): Promise<Readonly<Record<string, Measured>>> {
  if (!place.peers) return {};
  const { pgbenchCounter, pgbenchInsert } = place.peers;
  const measured: Record<string, Measured> = {};
  for (const [name, script] of Object.entries({ pgbenchCounter, pgbenchInsert }))
    measured[name] = await pgbench({
      url: place.database.applicationUrl,
      sessionOptions: `-c role=libro_firma_application -c app.body=${place.office.actor.bodyId}`,
      script,
      clients: load.clients,
      seconds: load.seconds,
    });
  if (load.clients === 1) measured.plainFunction = await measureFunction(place, load);
  return measured;
}

/** The function that others call for each number, by the same driver: what coalescing costs who is alone. */
async function measureFunction({ database, office }: Place, load: Load): Promise<Measured> {
  const call = await callsOfFunction(database.applicationUrl, office.actor.bodyId);
  try {
    return await underLoad(load, call.once);
  } finally {
    await call.close();
  }
}

async function openLongTransaction({ superuserUrl }: TestDatabase): Promise<Client> {
  const reader = new Client({ connectionString: superuserUrl });
  await reader.connect();
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reader.query('SELECT pg_current_xact_id(), count(*) FROM registration');
  return reader;
}

/** PostgreSQL 18 counts them elsewhere than the versions before it. */
async function walSyncs(superuser: Client): Promise<string> {
  const { rows: version } = await superuser.query<{ isNew: boolean }>(
    `SELECT current_setting('server_version_num')::integer >= 180000 AS "isNew"`,
  );
  const { rows } = await superuser.query<{ syncs: string }>(
    version[0]?.isNew
      ? `SELECT sum(fsyncs) AS syncs FROM pg_stat_io WHERE object = 'wal'`
      : `SELECT wal_sync AS syncs FROM pg_stat_wal`,
  );
  return rows[0]?.syncs ?? '';
}

async function expectWholeRegister({ office }: Place, report: Report): Promise<void> {
  const { bodyId, aooId } = office.actor;
  const year = new Date().getUTCFullYear();
  const check = await office.app.get(CheckRegister).execute({ bodyId, aooId, year });
  if (check.fault) throw new Error(`the register does not hold: ${JSON.stringify(check.fault)}`);
  report.note(`the chain of ${check.count} registrations holds`);
}

function figureOf(
  peers: Readonly<Record<string, Measured>>,
  of: (measured: Measured) => number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(peers).map(([name, measured]) => [name, of(measured)]));
}
