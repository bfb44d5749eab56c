import { createPostgresBackend, Queue, Worker, type WorkerOptions, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

const SCHEMA = 'bullmq';

type Handler = (job: {
  readonly id?: string | undefined;
  readonly name: string;
  readonly data: unknown;
  readonly attemptsMade: number;
  readonly opts: { attempts?: number };
}) => Promise<unknown>;

/** Opens queues and workers on whichever of BullMQ's own backends `QUEUE_URL` names. */
export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  queue(name: string): Queue;
  worker(name: string, handler: Handler, options: Partial<WorkerOptions>): Worker;
  /** Creates the backend's own tables; nothing to do on Redis. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

export function openQueueBackend(url: string): QueueBackend {
  return url.startsWith('redis') ? redisBackend(url) : postgresBackend(url);
}

function postgresBackend(url: string): QueueBackend {
  const classes = withBackend(createPostgresBackend);
  const connection = { connectionString: url, schema: SCHEMA, max: 6 };
  return {
    kind: 'postgres',
    queue: (name) => new classes.Queue(name, { connection }) as unknown as Queue,
    worker: (name, handler, options) =>
      new classes.Worker(name, handler as never, { ...options, connection }) as unknown as Worker,
    migrate: async () => {
      const queue = new classes.Queue('migration', { connection: { ...connection, migrate: true } });
      await queue.waitUntilReady();
      await queue.close();
    },
    close: () => Promise.resolve(),
  };
}

function redisBackend(url: string): QueueBackend {
  const connections: Redis[] = [];
  const connect = (): Redis => {
    // BullMQ asks for no limit on retries: a queue that is away is waited for, not given up.
    const connection = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: true });
    connection.on('error', () => undefined); // reported by the queue or worker that uses it
    connections.push(connection);
    return connection;
  };
  return {
    kind: 'redis',
    queue: (name) => new Queue(name, { connection: connect() }),
    worker: (name, handler, options) =>
      new Worker(name, handler as never, { ...options, connection: connect() }),
    migrate: () => Promise.resolve(),
    close: async () => {
      await Promise.all(connections.map((connection) => connection.quit().catch(() => undefined)));
    },
  };
}
