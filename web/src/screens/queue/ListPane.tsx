import type { KeyboardEvent, RefObject } from 'react';
import type { QueueItem, StepKind } from '../../api/types';
import { useNarrow } from '../../app/use-narrow';
import { Button, ButtonLink } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { QueueList } from './QueueList';
import { QueueToolbar } from './QueueToolbar';
import type { QueueDesk } from './use-queue-desk';

interface ListPaneProps {
  readonly kind: StepKind;
  readonly desk: QueueDesk;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onLeaveSearch: () => void;
  readonly onOpen: (item: QueueItem) => void;
  readonly onHelp: () => void;
}

export function ListPane(props: ListPaneProps) {
  const { kind, desk, searchRef, onKeyDown, onLeaveSearch, onOpen, onHelp } = props;
  const say = useTexts();
  const format = useFormat();
  const { query, items, shown, selection } = desk;
  const isNarrow = useNarrow();
  const isEmpty = query.isSuccess && items.length === 0 && desk.search === '';
  return (
    <div className="lf-queue-list">
      {!isEmpty && (
        <QueueToolbar
          search={desk.search}
          onSearch={desk.setSearch}
          onLeaveSearch={onLeaveSearch}
          searchRef={searchRef}
          view={desk.view}
          onView={desk.setView}
          items={items}
          shown={shown}
          selection={selection}
        />
      )}
      <div className="lf-queue-rows" onKeyDown={onKeyDown}>
        {query.isPending && <Skeleton />}
        {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
        {isEmpty && <Nothing kind={kind} />}
        {query.isSuccess && !isEmpty && shown.length === 0 && <NoMatch desk={desk} />}
        {shown.length > 0 && (
          <>
            <QueueList items={shown} active={desk.active} selection={selection} onOpen={onOpen} />
            <LoadMore
              shown={shown.length}
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onLoad={() => void query.fetchNextPage()}
            />
          </>
        )}
      </div>
      {isNarrow && selection.ids.size > 0 && <SelectionBar kind={kind} desk={desk} />}
      <p className="lf-queue-foot">
        <span>
          {query.dataUpdatedAt > 0 &&
            say('queue.updated', { time: format.time(new Date(query.dataUpdatedAt).toISOString()) })}
        </span>
        <button type="button" onClick={onHelp}>
          {say('queue.shortcuts')} <kbd aria-hidden="true">?</kbd>
        </button>
      </p>
    </div>
  );
}

function Nothing({ kind }: { readonly kind: StepKind }) {
  const say = useTexts();
  return (
    <EmptyState
      icon="it-check-circle"
      title={say(`queue.empty.${kind}`)}
      action={<ButtonLink to="/requests?box=office">{say('queue.emptyAction')}</ButtonLink>}
    >
      {say('queue.emptyText')}
    </EmptyState>
  );
}

function NoMatch({ desk }: { readonly desk: QueueDesk }) {
  const say = useTexts();
  const clear = () => {
    desk.setSearch('');
    desk.setView('all');
  };
  return (
    <EmptyState
      icon="it-search"
      title={say('queue.noMatch')}
      action={<Button onClick={clear}>{say('queue.clearFilter')}</Button>}
    >
      {say('queue.noMatchText')}
    </EmptyState>
  );
}

/** On a phone, at the thumb: the decision on what is ticked. */
function SelectionBar({ kind, desk }: { readonly kind: StepKind; readonly desk: QueueDesk }) {
  const say = useTexts();
  const count = desk.selection.ids.size;
  return (
    <div className="lf-actions">
      {kind === 'SIGN' ? (
        <Button look="primary" icon="it-pencil" onClick={desk.sign}>
          {say('queue.signSelected', { count })}
        </Button>
      ) : (
        <Button look="primary" icon="it-check" busy={desk.decisions.endorsing} onClick={desk.endorse}>
          {say('queue.endorseSelected', { count })}
        </Button>
      )}
      <Button onClick={desk.selection.clear}>{say('queue.selectNone')}</Button>
    </div>
  );
}
