import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { tasks } from '../../api/endpoints';
import type { QueueSummary } from '../../api/types';
import { useEventStream } from './use-event-stream';

export const SUMMARY = ['summary'] as const;
const REFRESH_AT_MOST_EVERY = 4_000;

/** How much waits for this person. */
export function useSummary() {
  return useQuery({ queryKey: SUMMARY, queryFn: tasks.summary, staleTime: 60_000 });
}

/** Keeps the counts live, and the lists that they count. */
export function useLiveSummary(): void {
  const client = useQueryClient();
  const refreshed = useRef(0);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refreshLists = () => {
    clearTimeout(pending.current);
    const wait = Math.max(0, refreshed.current + REFRESH_AT_MOST_EVERY - Date.now());
    pending.current = setTimeout(() => {
      refreshed.current = Date.now();
      for (const key of ['queue', 'requests', 'notifications']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    }, wait);
  };
  useEventStream('/events', {
    onEvent: (event) => {
      if (event.name !== 'summary') return;
      const next = JSON.parse(event.data) as QueueSummary;
      const before = client.getQueryData<QueueSummary>(SUMMARY);
      client.setQueryData(SUMMARY, next);
      if (before && JSON.stringify(before) !== event.data) refreshLists();
    },
    onBreak: () => void client.invalidateQueries({ queryKey: SUMMARY }),
  });
}
