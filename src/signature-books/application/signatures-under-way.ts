import type { Database } from '../../platform/database/database';
import type { ItemState } from '../domain/batch.states';

interface RevisionOfRequest {
  readonly id: string;
  readonly revision: number;
}

/** True when the value of a signature exists and is being embedded, or waits for its verdict: it must not be thrown away. */
export async function isSignatureUnderWay(database: Database, request: RevisionOfRequest): Promise<boolean> {
  const underWay: readonly ItemState[] = ['RUNNING', 'PENDING'];
  const found = await database.query<{ found: boolean }>(
    `SELECT true AS found FROM signing_item item JOIN task ON task.id = item.task_id
      WHERE item.request_id = $1 AND task.revision = $2 AND item.state = ANY($3) LIMIT 1`,
    [request.id, request.revision, underWay],
  );
  return found.length > 0;
}
