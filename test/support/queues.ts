import { Client } from 'pg';
import { Redis } from 'ioredis';
import type { TestDatabase } from './database';
import { describeWith, redisUrl } from './services';

export type QueueKind = 'postgres' | 'redis';

/** A queue of one suite alone. */
export interface TestQueue {
  readonly url: string;
  /** Loses every job, as a queue does that was restored empty. */
  flush(): Promise<void>;
  /** Everything that stands in it, as text. */
  dump(): Promise<string>;
  release(): Promise<void>;
}

/** The same suite on each of the queue's backends. */
export function describeOnBothQueues(name: string, suite: (kind: QueueKind) => void): void {
  describeWith('database', `${name} on PostgreSQL`, () => suite('postgres'));
  describeWith(['database', 'redis'], `${name} on Redis`, () => suite('redis'));
}

export async function openTestQueue(kind: QueueKind, database: TestDatabase): Promise<TestQueue> {
  return kind === 'redis' ? leaseRedisDatabase() : postgresQueue(database);
}

function postgresQueue({ queueUrl }: TestDatabase): TestQueue {
  const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: queueUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const tables = async (client: Client): Promise<string[]> => {
    const found = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%' ORDER BY 1`,
    );
    return found.rows.map(({ name }) => name);
  };
  return {
    url: queueUrl,
    flush: () =>
      withClient(async (client) => {
        await client.query(`TRUNCATE ${(await tables(client)).join(', ')} CASCADE`);
      }),
    dump: () =>
      withClient(async (client) => {
        const dumped: string[] = [];
        for (const table of await tables(client)) {
          const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
          dumped.push(table, ...rows.map(({ row }) => row));
        }
        return dumped.join('\n');
      }),
    release: () => Promise.resolve(),
  };
}

const REDIS_DATABASES = 16;
const LEASE = 'libro-firma:test:lease';

/** Database 0 keeps the leases, so that flushing a leased one does not end its lease. */
async function leaseRedisDatabase(): Promise<TestQueue> {
  const leases = new Redis(redisUrl());
  for (let index = 1; index < REDIS_DATABASES; index += 1) {
    if ((await leases.set(`${LEASE}:${index}`, process.pid, 'EX', 900, 'NX')) !== 'OK') continue;
    const url = `${redisUrl()}/${index}`;
    const redis = new Redis(url);
    await redis.flushdb();
    return {
      url,
      flush: async () => {
        await redis.flushdb();
      },
      dump: () => dumpRedis(redis),
      release: async () => {
        await redis.flushdb();
        await redis.quit();
        await leases.del(`${LEASE}:${index}`);
        await leases.quit();
      },
    };
  }
  await leases.quit();
  throw new Error('every database of the test Redis is in use');
}

async function dumpRedis(redis: Redis): Promise<string> {
  const dumped: string[] = [];
  for (const key of await redis.keys('*')) {
    // DUMP is binary and compressed from 20 bytes on: each type is read by its own command.
    const type = await redis.type(key);
    const value: unknown =
      type === 'hash'
        ? await redis.hgetall(key)
        : type === 'list'
          ? await redis.lrange(key, 0, -1)
          : type === 'zset'
            ? await redis.zrange(key, 0, -1)
            : type === 'set'
              ? await redis.smembers(key)
              : type === 'stream'
                ? await redis.xrange(key, '-', '+')
                : await redis.get(key);
    dumped.push(key, JSON.stringify(value));
  }
  return dumped.join('\n');
}
