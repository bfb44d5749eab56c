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

/** The last entry of the register, and those that already have one of the keys, whatever register of the AOO they are in. */
const READ = `
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
  async holding<T>(key: RegisterKey, work: (register: HeldRegister) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let isBroken = false;
    try {
      const opened = (await client.query(openStatement(key))) as unknown as readonly QueryResult<{
        now: Date;
      }>[];
      const databaseNow = opened.at(-1)?.rows[0]?.now;
      if (!databaseNow) throw new Error('the database did not tell its time');
      const outcome = await work(new HeldRegister(client, key, databaseNow));
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
  ) {}

  async read(keys: readonly string[]): Promise<{ last: LastEntry | null; known: KnownRegistration[] }> {
    const { bodyId, aooId, registerId } = this.key;
    const { rows } = await this.client.query<ReadRow>({
      name: 'read-register',
      text: READ,
      values: [bodyId, aooId, registerId, keys],
    });
    return { last: rows.find((row) => row.isLast) ?? null, known: rows.filter((row) => !row.isLast) };
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
function openStatement(key: RegisterKey): string {
  if (!isId(key.bodyId)) throw new TypeError('the id of a body is no id');
  return `BEGIN; SELECT set_config('app.body', '${key.bodyId}', true); SELECT pg_advisory_xact_lock(${lockOf(key)}); SELECT clock_timestamp() AS now`;
}
