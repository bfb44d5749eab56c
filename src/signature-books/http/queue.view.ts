import type { Language } from '@libro-firma/kernel';
import type { QueuedTask } from '../application/tasks/queue';
import type { Reason } from '../application/tasks/why-here';
import { signatureBooksTexts } from '../signature-books.texts';
import type { QueueItem } from './queue.schema';

const codeNeeded = signatureBooksTexts['blocked.CODE_NEEDED'];

export function queueItemView(task: QueuedTask, why: Reason | null, language: Language): QueueItem {
  const { fileId, fileName, sha256, pageCount, sortKey: _sortKey, openedAt, needsCode, ...rest } = task;
  return {
    ...rest,
    openedAt: openedAt.toISOString(),
    undoUntil: rest.undoUntil?.toISOString() ?? null,
    taskDueAt: rest.taskDueAt?.toISOString() ?? null,
    main: { fileId, fileName, sha256, pageCount },
    capacity: why?.capacity ?? null,
    why: why?.text[language] ?? null,
    blocked: needsCode
      ? { code: 'CODE_NEEDED', text: codeNeeded[language], since: openedAt.toISOString() }
      : null,
  };
}
