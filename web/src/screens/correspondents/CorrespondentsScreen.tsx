import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { correspondents } from '../../api/protocol';
import type { CorrespondentView } from '../../api/protocol-types';
import { useMay } from '../../app/session/use-session';
import { useDebounced } from '../../app/use-debounced';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { SearchField } from '../../design/SearchField';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useTexts } from '../../texts/use-texts';
import { nameOf } from './name-of';
import { Duplicates } from './Duplicates';
import '../arrivals/arrivals.css';

/** Whom the AOO corresponds with, found while one types; likely duplicates are merged here. */
export function CorrespondentsScreen() {
  const say = useTexts();
  const may = useMay();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim());
  const query = useInfiniteQuery({
    queryKey: ['correspondents', search],
    queryFn: ({ pageParam, signal }) =>
      correspondents.list({ ...(search && { search }), ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="lf-page">
      <PageHeader
        title={say('correspondents.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('correspondents.lead')}
      />
      {may('protocol.manage') && <Duplicates />}
      <section className="lf-card lf-card-flush">
        <div className="lf-desk-pad">
          <SearchField label={say('correspondents.search')} value={typed} onSearch={setTyped} />
        </div>
        {query.isPending && <Skeleton />}
        {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && items.length === 0 && <EmptyState icon="it-user" title={say('correspondents.none')} />}
        {items.length > 0 && (
          <>
            <CorrespondentTable items={items} />
            <LoadMore
              shown={items.length}
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onLoad={() => void query.fetchNextPage()}
            />
          </>
        )}
      </section>
    </div>
  );
}

function CorrespondentTable({ items }: { readonly items: readonly CorrespondentView[] }) {
  const say = useTexts();
  return (
    <Table
      label={say('correspondents.title')}
      columns={[
        say('correspondents.name'),
        say('correspondents.kind'),
        say('correspondents.code'),
        say('correspondents.email'),
      ]}
    >
      {items.map((item) => (
        <tr key={item.id}>
          <td>
            <Link to={`/correspondents/${item.id}`}>{nameOf(item)}</Link>
          </td>
          <td data-label={say('correspondents.kind')}>{say(`kind.${item.kind}`)}</td>
          <td data-label={say('correspondents.code')}>{item.taxCode ?? item.ipaCode ?? ''}</td>
          <td data-label={say('correspondents.email')}>{item.email ?? ''}</td>
        </tr>
      ))}
    </Table>
  );
}
