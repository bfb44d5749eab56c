import type { Database } from '../../../platform/database/database';

interface RevisionOfRequest {
  readonly id: string;
  readonly revision: number;
}

/** Signatures of a revision that a device has made and that do not count yet. */
export interface SignaturesUnderWay {
  /** One is being embedded at this moment: what ended the route now would throw it away. */
  readonly embedding: boolean;
  /** Who signed what waits for its verdict. It may end late: then it is kept as evidence and does not count. */
  readonly waitingOf: readonly string[];
}

export async function signaturesUnderWay(
  database: Database,
  request: RevisionOfRequest,
): Promise<SignaturesUnderWay> {
  const found = await database.query<{ state: 'RUNNING' | 'PENDING'; personId: string }>(
    `SELECT DISTINCT item.state, batch.person_id AS "personId"
       FROM signing_item item
       JOIN task ON task.id = item.task_id
       JOIN signing_batch batch ON batch.id = item.batch_id
      WHERE item.request_id = $1 AND task.revision = $2 AND item.state IN ('RUNNING', 'PENDING')`,
    [request.id, request.revision],
  );
  return {
    embedding: found.some(({ state }) => state === 'RUNNING'),
    waitingOf: found.filter(({ state }) => state === 'PENDING').map(({ personId }) => personId),
  };
}
