import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type Mark, tasks } from '../../api/endpoints';
import type { QueueItem, QueuePage, Task } from '../../api/types';
import { SUMMARY } from '../../app/live/use-summary';
import { useToast } from '../../design/Toast';
import { reasonOf } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';

type Pages = InfiniteData<QueuePage>;
/** While it lasts the toast offers to take a decision back; the service decides. */
type Decided = Pick<Task, 'id' | 'version' | 'state'>;

/** What can be decided on a document here without a code: endorse, return, mark. */
export function useDecisions() {
  const say = useTexts();
  const tell = useToast();
  const { patch, leave, refresh } = useQueueCache();
  const [endorsing, setEndorsing] = useState(false);

  const tellUndoable = useUndoableToast(refresh);

  const endorse = useCallback(
    async (items: readonly QueueItem[]) => {
      setEndorsing(true);
      const failures: unknown[] = [];
      const done: Decided[] = [];
      for (const item of items) {
        try {
          if (item.mustRead && !item.isRead) await tasks.opened(item.taskId, item.main.sha256);
          done.push(
            await tasks.endorse(item.taskId, { version: item.taskVersion, sha256: item.main.sha256 }),
          );
        } catch (error) {
          failures.push(error);
        }
      }
      setEndorsing(false);
      leave(done.map((task) => task.id));
      if (done.length > 0) tellUndoable(say('queue.endorsed', { count: done.length }), done);
      if (failures.length > 0) {
        const reason = reasonOf(failures[0], say);
        tell(say('queue.endorseFailed', { count: failures.length, reason }), { tone: 'bad' });
      }
      refresh();
    },
    [leave, refresh, say, tell, tellUndoable],
  );

  const giveBack = useCallback(
    async (item: QueueItem, reason: string) => {
      const task = await tasks.giveBack(item.taskId, { version: item.taskVersion, reason });
      leave([item.taskId]);
      tellUndoable(say('queue.returned', { name: item.requester }), [task]);
      refresh();
    },
    [leave, refresh, say, tellUndoable],
  );

  const mark = useMark(patch, refresh);
  const executeMarks = useExecuteMarks(refresh);
  return { endorse, giveBack, mark, executeMarks, endorsing };
}

type Refresh = () => void;

/** Says what was decided, and offers to take it back while that is possible. */
function useUndoableToast(refresh: Refresh) {
  const say = useTexts();
  const tell = useToast();
  const undo = useCallback(
    async (decided: readonly Decided[]) => {
      try {
        for (const { id, version } of decided) await tasks.takeBack(id, version);
        tell(say('queue.takenBack', { count: decided.length }));
      } catch (error) {
        tell(reasonOf(error, say), { tone: 'bad' });
      }
      refresh();
    },
    [refresh, say, tell],
  );
  return useCallback(
    (text: string, decided: readonly Decided[]) => {
      const undoable = decided.filter((task) => task.state === 'DECIDED');
      const action = { label: say('queue.undo'), onClick: () => void undo(undoable) };
      tell(text, undoable.length > 0 ? { action } : {});
    },
    [say, tell, undo],
  );
}

function useMark(patch: ReturnType<typeof useQueueCache>['patch'], refresh: Refresh) {
  const say = useTexts();
  const tell = useToast();
  return useCallback(
    async (item: QueueItem, wanted: Mark | null, reason?: string) => {
      const state = wanted === null ? 'PENDING' : (`MARKED_${wanted}` as const);
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
}

function useExecuteMarks(refresh: Refresh) {
  const say = useTexts();
  const tell = useToast();
  /** Does what is marked to go back, to be asked or to be declined; each that is refused is said, with its reason. */
  return useCallback(
    async (items: readonly QueueItem[]) => {
      try {
        const { outcomes } = await tasks.executeMarks(
          items.map((item) => ({
            taskId: item.taskId,
            taskVersion: item.taskVersion,
            sha256: item.main.sha256,
          })),
        );
        const refused = outcomes.flatMap((outcome) => outcome.refusal ?? []);
        tell(say('queue.executed', { count: outcomes.length - refused.length }));
        if (refused[0])
          tell(say('queue.executeFailed', { count: refused.length, reason: refused[0].text }), {
            tone: 'bad',
          });
      } catch (error) {
        tell(reasonOf(error, say), { tone: 'bad' });
      }
      refresh();
    },
    [refresh, say, tell],
  );
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
