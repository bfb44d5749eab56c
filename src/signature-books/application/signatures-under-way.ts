import type { Database } from '../../platform/database/database';
import type { ItemState } from '../domain/batch.states';

interface RevisionOfRequest {
  readonly id: string;
  readonly revision: number;
}

/** True when the value of a signature exists and is being embedded: it must not be thrown away. */
export function isSignatureUnderWay(database: Database, request: RevisionOfRequest): Promise<boolean> {
  return hasItems(database, request, ['RUNNING']);
}

/** True when a signature of this revision exists, or its value does. */
export function isSignatureMade(database: Database, request: RevisionOfRequest): Promise<boolean> {
  return hasItems(database, request, ['RUNNING', 'OK']);
}

async function hasItems(
  database: Database,
  request: RevisionOfRequest,
  states: readonly ItemState[],
): Promise<boolean> {
  const found = await database.query<{ found: boolean }>(
    `SELECT true AS found FROM signing_item item JOIN task ON task.id = item.task_id
      WHERE item.request_id = $1 AND task.revision = $2 AND item.state = ANY($3) LIMIT 1`,
    [request.id, request.revision, states],
  );
  return found.length > 0;
}
