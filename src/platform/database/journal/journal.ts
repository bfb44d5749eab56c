import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, type CanonicalValue, type Clock, newId } from '@libro-firma/kernel';
import type { Actor } from '../../identity/actor';
import { CLOCK } from '../../clock';
import { Database } from '../database';
import { DeliveryBook } from '../outbox/delivery-book';
import { JournalEntryRow } from './journal-entry.row';
import { journalHash, NO_PREVIOUS } from './journal-hash';

const SALT_BYTES = 16;

export type JournalPayload = Readonly<Record<string, CanonicalValue | undefined>>;

export interface NewEntry {
  /** Kind of the thing that changed, such as `signing-request`. */
  readonly stream: string;
  readonly streamId: string;
  /** What happened, in the past tense, such as `signing-request.signed`. */
  readonly type: string;
  readonly payload: JournalPayload;
}

/**
 * Appends entries inside the unit of work that changes the state. The caller has updated the row that the stream
 * belongs to with a version check, so two transactions never append to one stream at the same time; the unique
 * sequence is the second wall.
 */
@Injectable()
export class Journal {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async append(actor: Actor, entry: NewEntry): Promise<JournalEntryRow> {
    const [row] = await this.appendAll(actor, [entry]);
    if (!row) throw new Error('an entry was not appended');
    return row;
  }

  /** Appends entries of several streams, or several of one stream, in the order given, with one statement each for rows and deliveries. */
  async appendAll(actor: Actor, entries: readonly NewEntry[]): Promise<JournalEntryRow[]> {
    if (!this.database.isInTransaction())
      throw new Error('the journal is written only inside a unit of work');
    const lasts = await this.lastOf(entries);
    const at = this.clock.now();
    const rows = entries.map((entry) => {
      const key = `${entry.stream} ${entry.streamId}`;
      const row = this.rowOf(actor, entry, at, lasts.get(key) ?? { sequence: 0, hash: NO_PREVIOUS });
      lasts.set(key, { sequence: row.sequence, hash: row.hash });
      return row;
    });
    await this.database.rows(JournalEntryRow).insert(rows);
    await this.deliveries.open(rows);
    return rows;
  }

  private rowOf(
    actor: Actor,
    entry: NewEntry,
    at: Date,
    last: { sequence: number; hash: Buffer },
  ): JournalEntryRow {
    const row = new JournalEntryRow();
    row.id = newId();
    row.bodyId = actor.bodyId;
    row.stream = entry.stream;
    row.streamId = entry.streamId;
    row.sequence = last.sequence + 1;
    row.type = entry.type;
    row.actorId = actor.personId;
    row.onBehalfOf = actor.onBehalfOf ?? null;
    row.capacity = actor.capacity ?? null;
    row.at = at;
    row.payload = canonicalJson(entry.payload);
    row.previousHash = last.hash;
    row.hash = journalHash(row);
    row.salt = randomBytes(SALT_BYTES);
    return row;
  }

  private async lastOf(
    entries: readonly NewEntry[],
  ): Promise<Map<string, { sequence: number; hash: Buffer }>> {
    const keys = new Map(entries.map((entry) => [`${entry.stream} ${entry.streamId}`, entry]));
    const found = await this.database.query<{
      stream: string;
      stream_id: string;
      sequence: number;
      hash: Buffer;
    }>(
      `SELECT wanted.stream, wanted.stream_id, last.sequence, last.hash
         FROM unnest($1::text[], $2::uuid[]) AS wanted(stream, stream_id)
         CROSS JOIN LATERAL (
           SELECT sequence, hash FROM journal_entry entry
            WHERE entry.stream = wanted.stream AND entry.stream_id = wanted.stream_id
            ORDER BY sequence DESC LIMIT 1) AS last`,
      [[...keys.values()].map((entry) => entry.stream), [...keys.values()].map((entry) => entry.streamId)],
    );
    return new Map(
      found.map((row) => [`${row.stream} ${row.stream_id}`, { sequence: row.sequence, hash: row.hash }]),
    );
  }
}
