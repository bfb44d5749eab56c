import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import type { Actor } from '../../identity/actor';
import { CLOCK } from '../../clock';
import { Database } from '../database';
import { EffectMark } from '../effect-mark';
import { DeliveryBook } from '../outbox/delivery-book';
import { JournalEntryRow } from './journal-entry.row';
import { entryAfter, type NewEntry, START_OF_STREAM } from './new-entry';

export type { JournalPayload, NewEntry } from './new-entry';

/** An entry, and who it is written by. */
export interface AuthoredEntry {
  readonly by: Actor;
  readonly entry: NewEntry;
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
    private readonly effect: EffectMark,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async append(actor: Actor, entry: NewEntry): Promise<JournalEntryRow> {
    const [row] = await this.appendAll(actor, [entry]);
    if (!row) throw new Error('an entry was not appended');
    return row;
  }

  async appendAll(actor: Actor, entries: readonly NewEntry[]): Promise<JournalEntryRow[]> {
    return this.appendBy(entries.map((entry) => ({ by: actor, entry })));
  }

  /** Appends entries of several streams, or several of one stream, in the order given, with one statement each for rows and deliveries. */
  async appendBy(entries: readonly AuthoredEntry[]): Promise<JournalEntryRow[]> {
    if (!this.database.isInTransaction())
      throw new Error('the journal is written only inside a unit of work');
    const lasts = await this.lastOf(entries.map(({ entry }) => entry));
    const at = this.clock.now();
    const rows = entries.map(({ by, entry }) => {
      const key = `${entry.stream} ${entry.streamId}`;
      const row = entryAfter(lasts.get(key) ?? START_OF_STREAM, by, entry, at);
      lasts.set(key, { sequence: row.sequence, hash: row.hash });
      return row;
    });
    await this.database.rows(JournalEntryRow).insert(rows);
    await this.deliveries.open(rows);
    await this.effect.leave();
    return rows;
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
