import { utcMicroseconds } from '@libro-firma/kernel';
import type { EntityManager } from 'typeorm';
import { journalHash, NO_PREVIOUS } from '../../platform/database/journal/journal-hash';
import type { LedgerFault } from '../domain/ledger-fault';

const PAGE = 2_000;

interface StoredEntry {
  readonly id: string;
  readonly bodyId: string;
  readonly stream: string;
  readonly streamId: string;
  readonly sequence: number;
  readonly type: string;
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly capacity: string | null;
  readonly at: Date;
  readonly atText: string;
  readonly payload: string;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

interface Place {
  readonly stream: string;
  readonly streamId: string;
  readonly sequence: number;
  readonly hash: Buffer;
}

export interface StreamsCheck {
  readonly entries: number;
  readonly streams: number;
  readonly faults: readonly LedgerFault[];
}

/** Goes through every stream in order and computes every hash again from the row itself. */
export async function checkStreams(manager: EntityManager): Promise<StreamsCheck> {
  const faults: LedgerFault[] = [];
  let [entries, streams] = [0, 0];
  let last: Place | null = null;
  for (;;) {
    const page: StoredEntry[] = await readPage(manager, last);
    for (const entry of page) {
      const before: Place | null =
        last?.stream === entry.stream && last.streamId === entry.streamId ? last : null;
      if (!before) streams += 1;
      const fault = faultOf(entry, before);
      if (fault) faults.push(fault);
      last = entry;
      entries += 1;
    }
    if (page.length < PAGE) return { entries, streams, faults };
  }
}

function faultOf(entry: StoredEntry, before: Place | null): LedgerFault | null {
  const row = `journal_entry ${entry.id} (${entry.stream} ${entry.streamId} #${entry.sequence})`;
  // The database keeps microseconds and a date of ours does not: a change below the millisecond is seen in the text.
  if (!journalHash(entry).equals(entry.hash) || entry.atText !== utcMicroseconds(entry.at))
    return { kind: 'ENTRY_CHANGED', row };
  if (entry.sequence !== (before?.sequence ?? 0) + 1) return { kind: 'ENTRY_MISSING_BEFORE', row };
  if (!entry.previousHash.equals(before?.hash ?? NO_PREVIOUS)) return { kind: 'CHAIN_BROKEN', row };
  return null;
}

function readPage(manager: EntityManager, after: Place | null): Promise<StoredEntry[]> {
  return manager.query<StoredEntry[]>(
    `SELECT id, body_id AS "bodyId", stream, stream_id AS "streamId", sequence, type, actor_id AS "actorId",
            on_behalf_of AS "onBehalfOf", capacity, at,
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "atText",
            payload, previous_hash AS "previousHash", hash
       FROM journal_entry
      WHERE $1::text IS NULL OR (stream, stream_id, sequence) > ($1, $2::uuid, $3::integer)
      ORDER BY stream, stream_id, sequence LIMIT ${PAGE}`,
    [after?.stream ?? null, after?.streamId ?? null, after?.sequence ?? null],
  );
}
