import type { QueueItem } from '../../api/types';

export const VIEWS = ['all', 'urgent', 'markedSign', 'markedReturn', 'markedOther'] as const;
export type View = (typeof VIEWS)[number];

const TESTS: Readonly<Record<View, (item: QueueItem) => boolean>> = {
  all: () => true,
  urgent: (item) => item.urgent,
  markedSign: (item) => item.state === 'MARKED_SIGN',
  markedReturn: (item) => item.state === 'MARKED_RETURN',
  markedOther: (item) => item.state === 'MARKED_QUESTION' || item.state === 'MARKED_NOT_MINE',
};

export function shownIn(view: View, items: readonly QueueItem[]): QueueItem[] {
  return items.filter(TESTS[view]);
}

/** What may be ticked: a document that is being signed, or that is blocked, waits for something else. */
export function isSelectable(item: QueueItem): boolean {
  return (
    item.state !== 'SIGNING' && item.state !== 'DECIDED' && item.heldBy === null && item.blocked === null
  );
}
