import { randomFillSync } from 'node:crypto';
import { canonicalJson, type CanonicalValue, newId } from '@libro-firma/kernel';
import type { Actor } from '../../identity/actor';
import { JournalEntryRow } from './journal-entry.row';
import { journalHash, NO_PREVIOUS } from './journal-hash';

const SALT_BYTES = 16;
/** One call to the system's randomness for many salts: entries are made under the register's lock. */
const POOL_BYTES = 4_096;
let pool = Buffer.alloc(0);

export type JournalPayload = Readonly<Record<string, CanonicalValue | undefined>>;

export interface NewEntry {
  /** Kind of the thing that changed, such as `signing-request`. */
  readonly stream: string;
  readonly streamId: string;
  /** What happened, in the past tense, such as `signing-request.signed`. */
  readonly type: string;
  readonly payload: JournalPayload;
}

export interface EndOfStream {
  readonly sequence: number;
  readonly hash: Buffer;
}

export const START_OF_STREAM: EndOfStream = { sequence: 0, hash: NO_PREVIOUS };

/** The row of an entry that follows `last` in its stream; whoever writes it serialises the stream. */
export function entryAfter(last: EndOfStream, actor: Actor, entry: NewEntry, at: Date): JournalEntryRow {
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
  row.salt = nextSalt();
  return row;
}

/** Never given twice: a pool that is used up is left to those who hold parts of it. */
function nextSalt(): Buffer {
  if (pool.length < SALT_BYTES) pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES));
  const salt = pool.subarray(0, SALT_BYTES);
  pool = pool.subarray(SALT_BYTES);
  return salt;
}
