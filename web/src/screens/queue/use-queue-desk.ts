import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Mark, requests } from '../../api/endpoints';
import type { QueueItem, StepKind } from '../../api/types';
import { prefetchPdf } from '../../app/preview/FilePreview';
import { batchInput } from '../../app/signing/items-to-retry';
import { useSigning } from '../../app/signing/signing-context';
import { useNarrow } from '../../app/use-narrow';
import { useDebounced } from '../../app/use-debounced';
import { useToast } from '../../design/Toast';
import { useTexts } from '../../texts/use-texts';
import { isSelectable, shownIn, type View } from './queue-filter';
import { useActive, type Active } from './use-active';
import { useDecisions } from './use-decisions';
import { useQueue } from './use-queue';
import { useSelection } from './use-selection';

const LIMIT = 200;

/** The document whose return is being reasoned about: for now, or noted for later. */
interface Returning {
  readonly item: QueueItem;
  readonly purpose: 'return' | Exclude<Mark, 'SIGN'>;
}

/** All that the queue's screen knows and can do, for one kind of task. */
export function useQueueDesk(kind: StepKind) {
  const [search, setSearch] = useState('');
  const [view, setView] = useState<View>('all');
  const { query, items } = useQueue(kind, useDebounced(search.trim()));
  const shown = useMemo(() => shownIn(view, items), [view, items]);
  const selection = useSelection();
  const active = useActive(shown);
  const decisions = useDecisions();
  const targets = useTargets(selection.ids, active.item, items);
  const openSigning = useOpenSigning();
  const sign = useCallback(() => openSigning(targets()), [openSigning, targets]);
  const execution = useExecute(items, decisions, openSigning);

  const endorse = useCallback(() => {
    const chosen = targets();
    if (chosen.length > 0) void decisions.endorse(chosen).then(selection.clear);
  }, [targets, decisions, selection.clear]);
  const returns = useReturns(active, decisions);
  usePrefetch(shown, active.index);
  useForgetGone(items, query.isFetching || search !== '', selection);

  return {
    query,
    items,
    shown,
    search,
    setSearch,
    view,
    setView,
    selection,
    active,
    decisions,
    sign,
    endorse,
    ...returns,
    ...execution,
  };
}

/** Returning and marking: both on the document being looked at. */
function useReturns(active: Active, decisions: ReturnType<typeof useDecisions>) {
  const [returning, setReturning] = useState<Returning | null>(null);
  const giveBack = useCallback(() => {
    if (active.item && isSelectable(active.item)) setReturning({ item: active.item, purpose: 'return' });
  }, [active.item]);
  const mark = useCallback(
    (wanted: Mark) => {
      const { item } = active;
      if (!item || !isSelectable(item)) return;
      const isMarked = item.state === `MARKED_${wanted}`;
      if (wanted !== 'SIGN' && !isMarked) {
        setReturning({ item, purpose: wanted });
        return;
      }
      void decisions.mark(item, isMarked ? null : wanted);
      if (!isMarked) active.move(1);
    },
    [active, decisions],
  );
  const concludeReturn = async (reason: string) => {
    if (returning?.purpose === 'return') await decisions.giveBack(returning.item, reason);
    else if (returning) {
      await decisions.mark(returning.item, returning.purpose, reason);
      active.move(1);
    }
  };
  return { returning, setReturning, concludeReturn, giveBack, mark };
}

const TO_EXECUTE: readonly string[] = ['MARKED_RETURN', 'MARKED_QUESTION', 'MARKED_NOT_MINE'];

/** All marks at once: what is to be signed opens the dialog of the code, the rest is done now. */
function useExecute(
  items: readonly QueueItem[],
  decisions: ReturnType<typeof useDecisions>,
  openSigning: (chosen: readonly QueueItem[]) => void,
) {
  const rest = items.filter((item) => TO_EXECUTE.includes(item.state));
  const toSign = items.filter((item) => item.state === 'MARKED_SIGN');
  const executeMarks = () => {
    if (rest.length > 0) void decisions.executeMarks(rest.slice(0, LIMIT));
    if (toSign.length > 0) openSigning(toSign);
  };
  return { executeMarks, marked: rest.length + toSign.length };
}

export type QueueDesk = ReturnType<typeof useQueueDesk>;

/** On what a decision acts: the ticked documents, else the one being looked at. */
function useTargets(ids: ReadonlySet<string>, item: QueueItem | null, items: readonly QueueItem[]) {
  const known = useRef(new Map<string, QueueItem>());
  useEffect(() => {
    for (const each of items) known.current.set(each.taskId, each);
  }, [items]);
  return useCallback((): QueueItem[] => {
    if (ids.size === 0) return item && isSelectable(item) ? [item] : [];
    return [...ids].flatMap((id) => known.current.get(id) ?? []);
  }, [ids, item]);
}

function useOpenSigning() {
  const say = useTexts();
  const tell = useToast();
  const signing = useSigning();
  return useCallback(
    (chosen: readonly QueueItem[]) => {
      if (chosen.length === 0) return;
      if (chosen.length > LIMIT) tell(say('queue.tooMany', { limit: LIMIT }));
      signing.open(chosen.slice(0, LIMIT).map(batchInput));
    },
    [signing, say, tell],
  );
}

/** The neighbours are fetched while the reader reads. */
function usePrefetch(shown: readonly QueueItem[], index: number): void {
  const isNarrow = useNarrow();
  const next = shown[index + 1];
  useEffect(() => {
    if (!next || isNarrow) return undefined;
    const timer = setTimeout(
      () => prefetchPdf(requests.fileUrl(next.requestId, next.main.fileId, next.main.sha256)),
      600,
    );
    return () => clearTimeout(timer);
  }, [next, isNarrow]);
}

/** A ticked document that has left the queue is no longer ticked. */
function useForgetGone(
  items: readonly QueueItem[],
  unsure: boolean,
  { ids, drop }: { ids: ReadonlySet<string>; drop: (gone: readonly string[]) => void },
): void {
  useEffect(() => {
    if (unsure || ids.size === 0) return;
    const here = new Map(items.map((item) => [item.taskId, item]));
    const gone = [...ids].filter((id) => {
      const item = here.get(id);
      return !item || !isSelectable(item);
    });
    if (gone.length > 0) drop(gone);
  }, [items, unsure, ids, drop]);
}
