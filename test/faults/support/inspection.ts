import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { journalHash, NO_PREVIOUS } from '../../../src/platform/database/journal/journal-hash';

interface Entry {
  id: string;
  body_id: string;
  stream: string;
  stream_id: string;
  sequence: number;
  type: string;
  actor_id: string | null;
  on_behalf_of: string | null;
  capacity: string | null;
  at: Date;
  payload: string;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Looks at what is left with the rights of the owner, past every rule of the application. */
export class Inspection {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Inspection> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new Inspection(client);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** Acknowledged requests that are not there, or whose signed bytes are not in the store under their own hash. */
  async lost(acknowledged: readonly string[], folder: string): Promise<number> {
    const { rows } = await this.client.query<{ id: string }>(
      'SELECT id FROM signing_request WHERE id = ANY($1)',
      [acknowledged],
    );
    const missing = acknowledged.length - rows.length;
    const { rows: versions } = await this.client.query<{ sha256: string }>(
      'SELECT DISTINCT sha256 FROM document_version',
    );
    return missing + versions.filter(({ sha256 }) => !isStored(join(folder, 'objects'), sha256)).length;
  }

  /** Two accepted signatures of one task on one file, or two numbers for one key, or one number twice. */
  async doubled(): Promise<number> {
    return this.count(`
      SELECT (SELECT count(*) FROM (SELECT 1 FROM signing_item WHERE state = 'OK' GROUP BY task_id, plico_file_id HAVING count(*) > 1) a)
           + (SELECT count(*) FROM (SELECT 1 FROM registration GROUP BY aoo_id, key HAVING count(*) > 1) b)
           + (SELECT count(*) FROM (SELECT 1 FROM registration GROUP BY register_id, year, number HAVING count(*) > 1) c)
           + (SELECT count(*) FROM (SELECT 1 FROM signing_request WHERE registration_number IS NOT NULL
                GROUP BY aoo_id, registered_on, registration_number HAVING count(*) > 1) d) AS count`);
  }

  /** Numbers that were acknowledged and are not there, or are another entry's. */
  async lostNumbers(acknowledged: readonly { id: string; number: string; year: number }[]): Promise<number> {
    const { rows } = await this.client.query<{ id: string; number: number; year: number }>(
      'SELECT id, number, year FROM registration WHERE id = ANY($1)',
      [acknowledged.map(({ id }) => id)],
    );
    const there = new Map(rows.map((row) => [row.id, row]));
    return acknowledged.filter(({ id, number, year }) => {
      const row = there.get(id);
      return row?.number !== Number(number) || row.year !== year;
    }).length;
  }

  owedDeliveries(): Promise<number> {
    return this.count('SELECT count(*) AS count FROM delivery WHERE settled_at IS NULL');
  }

  async gaps(): Promise<number> {
    return this.count(`
      SELECT coalesce(sum(last - dealt), 0) AS count
        FROM (SELECT max(number) AS last, count(*) AS dealt FROM registration GROUP BY register_id, year) register`);
  }

  /** Journal entries whose hash, predecessor or sequence does not hold. */
  async brokenLinks(): Promise<number> {
    const { rows } = await this.client.query<Entry>(
      'SELECT * FROM journal_entry ORDER BY stream, stream_id, sequence',
    );
    let broken = 0;
    let before: Entry | null = null;
    for (const entry of rows) {
      const isNext: boolean = before?.stream === entry.stream && before.stream_id === entry.stream_id;
      const previous: Buffer = isNext && before ? before.hash : NO_PREVIOUS;
      const sequence: number = isNext && before ? before.sequence + 1 : 1;
      const isWhole =
        entry.sequence === sequence &&
        entry.previous_hash.equals(previous) &&
        entry.hash.equals(journalHash(hashed(entry)));
      if (!isWhole) broken += 1;
      before = entry;
    }
    return broken;
  }

  /** Requests that are not at their end, with their state, and deliveries that nobody settled. */
  async unfinished(): Promise<{
    readonly requests: number;
    readonly deliveries: number;
    readonly detail: string;
  }> {
    const { rows } = await this.client.query<{ state: string; count: string }>(
      `SELECT state, count(*) FROM signing_request WHERE state NOT IN ('ARCHIVED', 'CANCELLED') GROUP BY state`,
    );
    const { rows: owed } = await this.client.query<{ consumer: string; count: string }>(
      'SELECT consumer, count(*) FROM delivery WHERE settled_at IS NULL GROUP BY consumer',
    );
    const total = (list: readonly { count: string }[]): number =>
      list.reduce((sum, row) => sum + Number(row.count), 0);
    return {
      requests: total(rows),
      deliveries: total(owed),
      detail: [
        ...rows.map((row) => `${row.state} ${row.count}`),
        ...owed.map((row) => `${row.consumer} ${row.count}`),
      ].join(', '),
    };
  }

  /** Times that a device was asked for a batch beyond the first. */
  async askedAgain(): Promise<number> {
    return this.count(`
      SELECT coalesce(sum(asked - 1), 0) AS count FROM (
        SELECT count(*) AS asked FROM journal_entry WHERE type = 'signing-batch.authorisation-began' GROUP BY stream_id) batch`);
  }

  /** Every row of every table as text, for the search after secrets. */
  async everyRow(visit: (table: string, text: string) => void): Promise<void> {
    const { rows: tables } = await this.client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const { rows } = await this.client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
      for (const { text } of rows) visit(name, text);
    }
  }

  private async count(sql: string): Promise<number> {
    const { rows } = await this.client.query<{ count: string }>(sql);
    return Number(rows[0]?.count ?? 0);
  }
}

function isStored(store: string, sha256: string): boolean {
  const path = join(store, sha256.slice(0, 2), sha256);
  return existsSync(path) && createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
}

function hashed(entry: Entry) {
  return {
    id: entry.id,
    bodyId: entry.body_id,
    stream: entry.stream,
    streamId: entry.stream_id,
    sequence: entry.sequence,
    type: entry.type,
    actorId: entry.actor_id,
    onBehalfOf: entry.on_behalf_of,
    capacity: entry.capacity,
    at: entry.at,
    payload: entry.payload,
    previousHash: entry.previous_hash,
  };
}
