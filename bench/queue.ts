import { Client } from 'pg';
import { Powers } from '../src/organisation';
import { Database } from '../src/platform/database/database';
import type { Actor } from '../src/platform/identity';
import { Queue } from '../src/signature-books/application/tasks/queue';
import { Application } from '../test/support/application';
import type { BenchOptions } from './run';
import { openBenchServer } from './support/bench-server';
import { loadQueue, MOST_WAITING } from './support/queue-load';
import type { Report } from './support/report';

const PAGE = 50;
const ROUNDS = { quick: 40, whole: 300 };
const BADGES = 200;

/**
 * What an official waits for when his queue is long: pages and badges through the use cases, with the body's and the
 * person's settings and row-level security, beside `select 1` through the same unit of work.
 */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  const server = await openBenchServer();
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  const app = await Application.start({ worker: false });
  try {
    const steps = isQuick ? 100_000 : 5_000_000;
    const superuser = new Client({ connectionString: app.database.superuserUrl });
    await superuser.connect();
    const { personId, bodyId, aooId, others } = await loadQueue(superuser, steps);
    await superuser.end();
    report.note(`${MOST_WAITING} waiting of ${steps} steps`);
    const database = app.api.get(Database);
    const queue = app.api.get(Queue, { strict: false });
    const scope = { bodyId, personId };
    const desks = await database.transaction(scope, () =>
      app.api.get(Powers, { strict: false }).reachOf(personId),
    );
    const actor: Actor = { ...scope, aooId, roles: ['signer'], officeIds: [], desks };
    const rounds = isQuick ? ROUNDS.quick : ROUNDS.whole;
    const floor = await p95(rounds, () => database.transaction(scope, () => database.query('SELECT 1')));
    const filter = { kind: 'SIGN' as const, limit: PAGE + 1, after: null };
    const late = await placeOf(queue, actor, MOST_WAITING - 2 * PAGE);
    const cases = {
      'first page': () => queue.page(actor, filter),
      'late page': () => queue.page(actor, { ...filter, after: late }),
      badges: () => queue.badges(actor, others.slice(0, BADGES)),
    };
    for (const [name, ask] of Object.entries(cases)) {
      await p95(10, ask); // the planner's and the compiler's time is no figure
      report.figure({
        case: name,
        metric: 'p95',
        value: await p95(rounds, ask),
        unit: 'ms',
        moreIsBetter: false,
        floor: { name: 'select1', value: floor },
        peers: {},
      });
    }
  } finally {
    await app.close();
    await server.stop();
  }
}

/** The cursor of the row at `position`, as a client would have read it. */
async function placeOf(
  queue: Queue,
  actor: Actor,
  position: number,
): Promise<readonly [string, string, string]> {
  const rows = await queue.page(actor, { kind: 'SIGN', limit: position, after: null });
  const last = rows.at(-1);
  if (!last) throw new Error('the queue is empty');
  return [String(last.urgent), last.sortKey, last.taskId];
}

async function p95(rounds: number, ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await ask();
    times.push(performance.now() - begin);
  }
  return times.sort((left, right) => left - right)[Math.floor(rounds * 0.95)] ?? 0;
}
