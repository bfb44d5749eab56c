import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueItem } from '../../api/types';

export interface Active {
  readonly item: QueueItem | null;
  readonly index: number;
  readonly activate: (item: QueueItem) => void;
  readonly move: (step: number) => QueueItem | null;
}

/**
 * The document being looked at. When it leaves the list (signed, returned, taken by someone else) the one that
 * takes its place is next: nobody has to find the way back.
 */
export function useActive(items: readonly QueueItem[]): Active {
  const [id, setId] = useState<string | null>(null);
  const lastIndex = useRef(0);
  const found = items.findIndex((item) => item.taskId === id);
  const index = found >= 0 ? found : Math.min(lastIndex.current, items.length - 1);
  const item = items[index] ?? null;
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
    if (item && item.taskId !== id) setId(item.taskId);
  }, [index, item, id]);
  const activate = useCallback((next: QueueItem) => setId(next.taskId), []);
  const move = useCallback(
    (step: number) => {
      const next = items[Math.max(0, Math.min(items.length - 1, index + step))];
      if (next) setId(next.taskId);
      return next ?? null;
    },
    [items, index],
  );
  return { item, index, activate, move };
}
