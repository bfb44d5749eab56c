import { useCallback, useMemo, useState } from 'react';
import type { QueueItem } from '../../api/types';
import { isSelectable } from './queue-filter';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (item: QueueItem) => void;
  readonly add: (items: readonly QueueItem[]) => void;
  readonly clear: () => void;
  readonly drop: (ids: readonly string[]) => void;
}

/** The ticked documents. They stay ticked when a filter hides them. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((item: QueueItem) => {
    if (!isSelectable(item)) return;
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(item.taskId)) after.add(item.taskId);
      return after;
    });
  }, []);
  const add = useCallback((items: readonly QueueItem[]) => {
    setIds((before) => new Set([...before, ...items.filter(isSelectable).map((item) => item.taskId)]));
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  const drop = useCallback((gone: readonly string[]) => {
    setIds((before) => new Set([...before].filter((id) => !gone.includes(id))));
  }, []);
  return useMemo(() => ({ ids, toggle, add, clear, drop }), [ids, toggle, add, clear, drop]);
}
