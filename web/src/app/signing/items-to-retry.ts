import { tasks } from '../../api/endpoints';
import type { BatchView, OpenBatchInput, QueueItem } from '../../api/types';
import { isLeftOut } from './batch-progress';

const PAGES = 6;

/** The tasks of a batch that were not signed, as they stand in the queue now: their versions have moved on. */
export async function itemsToRetry(batch: BatchView): Promise<OpenBatchInput['items']> {
  const wanted = new Set(batch.items.filter(isLeftOut).map((item) => item.taskId));
  const found: QueueItem[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES && found.length < wanted.size; page += 1) {
    const { items, nextCursor } = await tasks.queue({
      kind: 'SIGN',
      limit: 100,
      ...(cursor !== undefined && { cursor }),
    });
    found.push(...items.filter((item) => wanted.has(item.taskId)));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return found.map(batchInput);
}

export function batchInput(item: QueueItem): OpenBatchInput['items'][number] {
  return { taskId: item.taskId, taskVersion: item.taskVersion, sha256: item.main.sha256 };
}
