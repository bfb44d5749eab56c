import type { RefObject } from 'react';
import type { StepKind } from '../../api/types';
import type { QueueDesk } from './use-queue-desk';
import { useQueueKeys, type KeyActions } from './use-queue-keys';
import type { Reading } from './use-reading';

interface DeskKeys {
  readonly kind: StepKind;
  readonly desk: QueueDesk;
  readonly reading: Reading;
  readonly pages: RefObject<HTMLDivElement | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly showHelp: () => void;
}

function focusList(): void {
  document.querySelector<HTMLElement>('.lf-row-open[tabindex="0"]')?.focus();
}

/** What each key does at this desk. */
export function useDeskKeys({ kind, desk, reading, pages, search, showHelp }: DeskKeys) {
  const { active, selection } = desk;
  const scroll = (direction: 1 | -1) =>
    pages.current?.scrollBy({ top: direction * pages.current.clientHeight * 0.9 });
  const extend = (step: number) => {
    const from = active.item;
    const to = active.move(step);
    selection.add([from, to].filter((item) => item !== null));
  };
  const actions: KeyActions = {
    next: () => active.move(1),
    previous: () => active.move(-1),
    extendNext: () => extend(1),
    extendPrevious: () => extend(-1),
    select: () => active.item && selection.toggle(active.item),
    selectAll: () => selection.add(desk.shown),
    sign: () => kind === 'SIGN' && desk.sign(),
    endorse: () => kind !== 'SIGN' && desk.endorse(),
    giveBack: desk.giveBack,
    markSign: () => kind === 'SIGN' && desk.mark('SIGN'),
    markReturn: () => desk.mark('RETURN'),
    markQuestion: () => desk.mark('QUESTION'),
    markNotMine: () => desk.mark('NOT_MINE'),
    executeMarks: desk.executeMarks,
    pageDown: () => scroll(1),
    pageUp: () => scroll(-1),
    nextFile: () => reading.stepFile(1),
    previousFile: () => reading.stepFile(-1),
    details: () => reading.choosePart(reading.part === 'route' ? 'document' : 'route'),
    filter: () => search.current?.focus(),
    help: showHelp,
    escape: focusList,
  };
  return { onKeyDown: useQueueKeys(actions), focusList };
}
