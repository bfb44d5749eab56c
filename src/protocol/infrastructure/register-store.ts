import { Inject, Injectable } from '@nestjs/common';
import { isId } from '@libro-firma/kernel';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { APPLICATION_ROLE } from '../../platform/database/data-source';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import type { KnownRegistration, RegisterKey } from '../domain/registration-entry';
import type { LastEntry } from '../domain/registration-number';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../protocol.settings';
import type { RegisterStart } from '../domain/register-start/register-start';
import { APPEND_REGISTRATIONS } from './append-statement';
import { lockOf } from './register-lock';
import { REGISTER_START } from './register-start/register-start-query';

const CONNECT_TIMEOUT_MS = 5_000;
/**
 * A process that hangs while it holds the register gives it back after this long. These connections look up by key and
 * append, nothing else: a plan made while the table was small must not read all of it when it has grown.
 */
const SESSION = {
  role: APPLICATION_ROLE,
  lock_timeout: '20s',
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '15s',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
};

const KNOWN = `entry.id, entry.key, entry.register_id AS "registerId", entry.register_code AS "registerCode", entry.year,
  entry.number, entry.registered_at AS "registeredAt", entry.registered_on::text AS "registeredOn", entry.direction,
  entry.hash`;

/**
 * The last entry of the register, and those that already have one of the keys, whatever register of the AOO they are in.
 * Prepared once for each connection by its SQL name, so that it is asked in the round trip that takes the lock.
 */
const PREPARE_READ = `
  PREPARE read_register (uuid, uuid, uuid, text[]) AS
  (SELECT true AS "isLast", ${KNOWN}, NULL::text[] AS "fileHashes" FROM registration entry
    WHERE entry.body_id = $1 AND entry.aoo_id = $2 AND entry.register_id = $3
    ORDER BY entry.year DESC, entry.number DESC LIMIT 1)
  UNION ALL
  SELECT false, ${KNOWN},
         (SELECT array_agg(encode(file.hash, 'hex') ORDER BY file.position) FROM registration_file file
           WHERE file.registration_id = entry.id)
    FROM registration entry WHERE entry.aoo_id = $2 AND entry.key = ANY($4)`;

type ReadRow = KnownRegistration & { readonly isLast: boolean; readonly hash: Buffer };

/** The register's own connections, apart from those that pages wait for: no queue of readers delays a number. */
@Injectable()
export class RegisterStore {
  private readonly pool: Pool;
  private readonly prepared = new WeakSet<PoolClient>();

  constructor(
    @Inject(PLATFORM_SETTINGS) platform: PlatformSettings,
    @Inject(PROTOCOL_SETTINGS) settings: ProtocolSettings,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.pool = new Pool({
      connectionString: platform.DATABASE_URL,
      max: settings.NUMBERING_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'libro-firma numbering',
      options: Object.entries(SESSION)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    this.pool.on('error', (fault) => logger.warn({ err: fault }, 'a numbering connection was lost'));
  }

  /** Runs `work` in one transaction that holds the register, and commits it. */
  async holding<T>(
    key: RegisterKey,
    keys: readonly string[],
    work: (register: HeldRegister) => Promise<T>,
  ): Promise<T> {
    const client = await this.pool.connect();
    let isBroken = false;
    try {
      await this.prepare(client);
      const [time, found] = (
        (await client.query(openStatement(client, key, keys))) as unknown as readonly QueryResult[]
      ).slice(-2) as [QueryResult<{ now: Date }>, QueryResult<ReadRow>];
      const [told] = time.rows;
      if (!told) throw new Error('the database did not tell its time');
      const outcome = await work(new HeldRegister(client, key, told.now, found.rows));
      await client.query('COMMIT');
      return outcome;
    } catch (fault) {
      await client.query('ROLLBACK').catch(() => {
        isBroken = true;
      });
      throw fault;
    } finally {
      client.release(isBroken);
    }
  }

  private async prepare(client: PoolClient): Promise<void> {
    if (this.prepared.has(client)) return;
    await client.query(PREPARE_READ);
    this.prepared.add(client);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** The register while its lock is held; what is read here nobody changes before the commit. */
export class HeldRegister {
  constructor(
    private readonly client: PoolClient,
    private readonly key: RegisterKey,
    /** The database's own clock, read when the lock was got. */
    readonly databaseNow: Date,
    private readonly found: readonly ReadRow[],
  ) {}

  get last(): LastEntry | null {
    return this.found.find((row) => row.isLast) ?? null;
  }

  /** Entries that have one of the keys already. */
  get known(): KnownRegistration[] {
    return this.found.filter((row) => !row.isLast);
  }

  /** How a register without an entry of its own begins. */
  async start(year: number): Promise<RegisterStart> {
    const { rows } = await this.client.query<RegisterStart>(REGISTER_START, [this.key.registerId, year]);
    const [start] = rows;
    if (!start) throw new Error('the database did not tell how the register starts');
    return start;
  }

  async append(parameters: readonly string[]): Promise<void> {
    await this.client.query({
      name: 'append-registrations',
      text: APPEND_REGISTRATIONS,
      values: [...parameters],
    });
  }
}

/** One round trip; each statement of it sees what was committed before it, so the reads come after the lock. */
function openStatement(client: PoolClient, key: RegisterKey, keys: readonly string[]): string {
  const { bodyId, aooId, registerId } = key;
  if (![bodyId, aooId, registerId].every(isId)) throw new TypeError('a register is named by ids');
  const asked = keys.map((text) => client.escapeLiteral(text)).join(', ');
  return [
    'BEGIN',
    `SELECT set_config('app.body', '${bodyId}', true)`,
    `SELECT pg_advisory_xact_lock(${lockOf(key)})`,
    'SELECT clock_timestamp() AS now',
    `EXECUTE read_register ('${bodyId}', '${aooId}', '${registerId}', ARRAY[${asked}]::text[])`,
  ].join('; ');
}
