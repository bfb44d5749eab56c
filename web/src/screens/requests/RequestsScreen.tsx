import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { requests } from '../../api/endpoints';
import { useSummary } from '../../app/live/use-summary';
import { useDebounced } from '../../app/use-debounced';
import { ButtonLink } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { SearchField } from '../../design/SearchField';
import { Skeleton } from '../../design/Skeleton';
import { Tabs } from '../../design/Tabs';
import { useTexts } from '../../texts/use-texts';
import { BOXES, boxOf, boxQuery, type BoxId } from './boxes';
import { RequestTable } from './RequestTable';
import './requests.css';

/** A requester's home: what came back first, then drafts, what is on its way, what is done. */
export function RequestsScreen() {
  const say = useTexts();
  const { data: summary } = useSummary();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const box = boxOf(params.get('box')) ?? (summary && summary.returned > 0 ? 'returned' : 'all');
  const counts: Partial<Record<BoxId, number>> = {
    ...(summary && { returned: summary.returned, drafts: summary.drafts }),
  };
  return (
    <div className="lf-page">
      <PageHeader
        title={say('requests.title')}
        actions={
          <ButtonLink look="primary" icon="it-plus" to="/requests/new">
            {say('requests.new')}
          </ButtonLink>
        }
      />
      <section className="lf-card lf-card-flush">
        <div className="lf-requests-bar">
          <Tabs
            label={say('requests.boxes')}
            tabs={BOXES.map((id) => ({ id, label: say(`requests.box.${id}`), count: counts[id] }))}
            current={box}
            onChoose={(id) => setParams({ box: id }, { replace: true })}
            panelId="requests"
          />
          <SearchField label={say('requests.search')} value={search} onSearch={setSearch} />
        </div>
        <div id="requests" role="tabpanel" aria-labelledby={`requests-tab-${box}`}>
          <BoxPanel box={box} search={useDebounced(search.trim())} />
        </div>
      </section>
    </div>
  );
}

function BoxPanel({ box, search }: { readonly box: BoxId; readonly search: string }) {
  const say = useTexts();
  const query = useInfiniteQuery({
    queryKey: ['requests', box, search],
    queryFn: ({ pageParam, signal }) =>
      requests.list(
        { ...boxQuery(box), ...(search && { search }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Skeleton />;
  if (query.isError) {
    return (
      <div className="lf-requests-error">
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return search ? (
      <EmptyState icon="it-search" title={say('requests.noMatch')} />
    ) : (
      <EmptyState
        icon="it-folder"
        title={say('requests.empty')}
        action={<ButtonLink to="/requests/new">{say('requests.new')}</ButtonLink>}
      >
        {say('requests.emptyText')}
      </EmptyState>
    );
  }
  return (
    <>
      <RequestTable items={items} />
      <LoadMore
        shown={items.length}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </>
  );
}
