import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { QueueItem, QueueSummary, StepKind } from '../../api/types';
import { useSummary } from '../../app/live/use-summary';
import { useNarrow } from '../../app/use-narrow';
import { usePageTitle } from '../../design/PageHeader';
import { Tabs } from '../../design/Tabs';
import { useTexts } from '../../texts/use-texts';
import { DocumentPane } from './DocumentPane';
import { ListPane } from './ListPane';
import { ReturnDialog } from './ReturnDialog';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useDeskKeys } from './use-desk-keys';
import { useQueueDesk } from './use-queue-desk';
import { useReading } from './use-reading';
import './queue.css';

function kindOf(params: URLSearchParams, summary: QueueSummary | undefined): StepKind {
  const asked = params.get('kind');
  if (asked === 'SIGN' || asked === 'ENDORSE') return asked;
  return summary && summary.toSign === 0 && summary.toEndorse > 0 ? 'ENDORSE' : 'SIGN';
}

/** The official's home: what waits to be signed or endorsed, read and decided without leaving the page. */
export function QueueScreen() {
  const say = useTexts();
  usePageTitle(say('queue.title'));
  const { data: summary } = useSummary();
  const [params, setParams] = useSearchParams();
  const kind = kindOf(params, summary);
  const tabs = [
    { id: 'SIGN' as const, label: say('queue.tab.SIGN'), count: summary?.toSign },
    { id: 'ENDORSE' as const, label: say('queue.tab.ENDORSE'), count: summary?.toEndorse },
  ];
  return (
    <div className="lf-queue" data-reading={params.has('document')}>
      <h1 className="visually-hidden">{say('queue.title')}</h1>
      <Tabs
        label={say('queue.tabs')}
        tabs={tabs}
        current={kind}
        onChoose={(id) => setParams({ kind: id })}
        panelId="queue"
        className="lf-queue-tabs"
      />
      <div id="queue" role="tabpanel" aria-labelledby={`queue-tab-${kind}`} className="lf-queue-panel">
        <Desk key={kind} kind={kind} />
      </div>
    </div>
  );
}

function Desk({ kind }: { readonly kind: StepKind }) {
  const desk = useQueueDesk(kind);
  const reading = useReading(desk.active.item);
  const isNarrow = useNarrow();
  const [params, setParams] = useSearchParams();
  const [help, setHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const pages = useRef<HTMLDivElement>(null);
  const onPhoneOpen = isNarrow && params.has('document');
  const openItem = useOpenItem(
    desk.active.activate,
    isNarrow ? () => setParams({ kind, document: '1' }) : undefined,
  );
  const { onKeyDown, focusList } = useDeskKeys({
    kind,
    desk,
    reading,
    pages,
    search,
    showHelp: () => setHelp(true),
  });
  return (
    <>
      {!onPhoneOpen && (
        <ListPane
          kind={kind}
          desk={desk}
          searchRef={search}
          onKeyDown={onKeyDown}
          onLeaveSearch={focusList}
          onOpen={openItem}
          onHelp={() => setHelp(true)}
        />
      )}
      {(!isNarrow || onPhoneOpen) && (
        <DocumentPane
          kind={kind}
          desk={desk}
          reading={reading}
          pages={pages}
          onKeyDown={onKeyDown}
          onBack={onPhoneOpen ? () => setParams({ kind }) : undefined}
        />
      )}
      {desk.returning && (
        <ReturnDialog
          purpose={desk.returning.purpose}
          subject={desk.returning.item.subject}
          requester={desk.returning.item.requester}
          onReturn={desk.concludeReturn}
          onClose={() => desk.setReturning(null)}
        />
      )}
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
    </>
  );
}

/** One and the same function over the renders: a row is drawn again only for what changes in it. */
function useOpenItem(activate: (item: QueueItem) => void, onPhone: (() => void) | undefined) {
  const latest = useRef(onPhone);
  useEffect(() => {
    latest.current = onPhone;
  });
  return useCallback(
    (item: QueueItem) => {
      activate(item);
      latest.current?.();
    },
    [activate],
  );
}
