import { useEffect, useRef } from 'react';
import type { QueueItem } from '../../api/types';
import { useNarrow } from '../../app/use-narrow';
import { useTexts } from '../../texts/use-texts';
import type { Active } from './use-active';
import { QueueRow } from './QueueRow';
import type { Selection } from './use-selection';

interface QueueListProps {
  readonly items: readonly QueueItem[];
  readonly active: Active;
  readonly selection: Selection;
  readonly onOpen: (item: QueueItem) => void;
}

/** The rows: one tab stop, the active row; it stays in sight as the keys move it. */
export function QueueList({ items, active, selection, onOpen }: QueueListProps) {
  const say = useTexts();
  const isNarrow = useNarrow();
  const list = useRef<HTMLUListElement>(null);
  const activeId = active.item?.taskId;
  useEffect(() => {
    const rows = list.current;
    const row = rows?.querySelector<HTMLElement>(`[data-row="${activeId}"]`);
    if (!row) return;
    row.scrollIntoView({ block: 'nearest' });
    // Focus that fell to the page (first sight, or its row has left) comes to the active row: keys work at once.
    const isLost = document.activeElement === document.body && !isNarrow;
    if (isLost || rows?.contains(document.activeElement))
      row.querySelector('button')?.focus({ preventScroll: true });
  }, [activeId, items.length, isNarrow]);
  return (
    <ul ref={list} className="lf-rows" aria-label={say('queue.list')}>
      {items.map((item) => (
        <QueueRow
          key={item.taskId}
          item={item}
          active={item.taskId === activeId}
          selected={selection.ids.has(item.taskId)}
          onActivate={onOpen}
          onToggle={selection.toggle}
        />
      ))}
    </ul>
  );
}
