import { utcMicroseconds } from '@libro-firma/kernel';
import type { JournalEntryRow } from '../../platform/database/journal/journal-entry.row';

/**
 * The journal of an act, one JSON object a line, with all that is hashed: whoever has the package can compute the chain
 * again without this service.
 */
export function journalLines(entries: readonly JournalEntryRow[]): string {
  return entries.map((entry) => `${JSON.stringify(lineOf(entry))}\n`).join('');
}

function lineOf(entry: JournalEntryRow) {
  return {
    v: 'journal/1',
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
    payload: entry.payload, // the text that was hashed, not its content written anew
    previous: entry.previousHash.toString('hex'),
    hash: entry.hash.toString('hex'),
    salt: entry.salt.toString('hex'),
  };
}
