import { canonicalHash, utcMicroseconds } from '@libro-firma/kernel';

export const JOURNAL_FORM = 'journal/1';

export interface HashedEntry {
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
  /** Canonical JSON text. */
  readonly payload: string;
  readonly previousHash: Buffer;
}

/** The first entry of a stream follows 32 zero bytes. */
export const NO_PREVIOUS = Buffer.alloc(32);

/** Hash of an entry over the canonical form `journal/1`; binds it to the entry before it in its stream. */
export function journalHash(entry: HashedEntry): Buffer {
  return canonicalHash({
    v: JOURNAL_FORM,
    id: entry.id,
    body: entry.bodyId,
    stream: entry.stream,
    streamId: entry.streamId,
    sequence: entry.sequence,
    type: entry.type,
    actor: entry.actorId,
    onBehalfOf: entry.onBehalfOf,
    capacity: entry.capacity,
    at: utcMicroseconds(entry.at),
    payload: entry.payload,
    previous: entry.previousHash.toString('hex'),
  });
}
