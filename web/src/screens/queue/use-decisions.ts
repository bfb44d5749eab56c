import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { tasks } from '../../api/endpoints';
import type { QueueItem, QueuePage, Task } from '../../api/types';
import { SUMMARY } from '../../app/live/use-summary';
import { useToast } from '../../design/Toast';
import { reasonOf } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';

type Pages = InfiniteData<QueuePage>;
type Mark = 'SIGN' | 'RETURN' | null;

/** What can be decided on a document here without a code: endorse, return, mark. */
export function useDecisions() {
  const say = useTexts();
  const tell = useToast();
  const { patch, leave, refresh } = useQueueCache();
  const [endorsing, setEndorsing] = useState(false);

  const endorse = useCallback(
    async (items: readonly QueueItem[]) => {
      setEndorsing(true);
      const failures: unknown[] = [];
      const done: string[] = [];
      for (const item of items) {
        try {
          await tasks.endorse(item.taskId, { version: item.taskVersion, sha256: item.main.sha256 });
          done.push(item.taskId);
        } catch (error) {
          failures.push(error);
        }
      }
      setEndorsing(false);
      leave(done);
      if (done.length > 0) tell(say('queue.endorsed', { count: done.length }));
      if (failures.length > 0) {
        const reason = reasonOf(failures[0], say);
        tell(say('queue.endorseFailed', { count: failures.length, reason }), { tone: 'bad' });
      }
      refresh();
    },
    [leave, refresh, say, tell],
  );

  const giveBack = useCallback(
    async (item: QueueItem, reason: string) => {
      await tasks.giveBack(item.taskId, { version: item.taskVersion, reason });
      leave([item.taskId]);
      tell(say('queue.returned', { name: item.requester }));
      refresh();
    },
    [leave, refresh, say, tell],
  );

  const mark = useCallback(
    async (item: QueueItem, wanted: Mark, reason?: string) => {
      const state = wanted === null ? 'PENDING' : wanted === 'SIGN' ? 'MARKED_SIGN' : 'MARKED_RETURN';
      patch(item.taskId, { state });
      try {
        const task: Task = await tasks.mark(item.taskId, {
          version: item.taskVersion,
          mark: wanted,
          ...(reason && { reason }),
        });
        patch(item.taskId, { state: task.state, taskVersion: task.version });
      } catch (error) {
        patch(item.taskId, { state: item.state });
        tell(reasonOf(error, say), { tone: 'bad' });
        refresh();
      }
    },
    [patch, refresh, say, tell],
  );
  return { endorse, giveBack, mark, endorsing };
}

/** The lists in memory follow a decision at once; the service's answer confirms them. */
function useQueueCache() {
  const client = useQueryClient();
  const change = useCallback(
    (map: (items: QueueItem[]) => QueueItem[]) => {
      client.setQueriesData<Pages>({ queryKey: ['queue'] }, (data) => {
        if (!data) return data;
        return { ...data, pages: data.pages.map((page) => ({ ...page, items: map(page.items) })) };
      });
    },
    [client],
  );
  const patch = useCallback(
    (taskId: string, part: Partial<QueueItem>) => {
      change((items) => items.map((item) => (item.taskId === taskId ? { ...item, ...part } : item)));
    },
    [change],
  );
  const leave = useCallback(
    (taskIds: readonly string[]) => {
      change((items) => items.filter((item) => !taskIds.includes(item.taskId)));
    },
    [change],
  );
  const refresh = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['queue'] });
    void client.invalidateQueries({ queryKey: SUMMARY });
  }, [client]);
  return { patch, leave, refresh };
}
