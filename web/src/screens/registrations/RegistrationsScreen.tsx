import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { type RegistrationQuery, registrations } from '../../api/endpoints';
import { useMay } from '../../app/session/use-session';
import { useDebounced } from '../../app/use-debounced';
import { ButtonLink } from '../../design/Button';
import { ButtonDownload } from '../../design/ButtonDownload';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { filtersOf, NO_FILTERS, RegisterFilters, type Filters } from './RegisterFilters';
import { SavedSearches } from './SavedSearches';
import { RegisterDesks } from './RegisterDesks';
import { RegistrationTable } from './RegistrationTable';
import './registrations.css';

/** The register: found by number, year, direction or words. */
export function RegistrationsScreen() {
  const say = useTexts();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const filters = filtersOf(params);
  const change = (part: Partial<Filters>) => {
    const next = { ...filters, ...part };
    const entries = Object.entries(next).filter(([, value]) => value !== '');
    setParams(Object.fromEntries(entries), { replace: true });
  };
  return (
    <div className="lf-page">
      <PageHeader
        title={say('registry.title')}
        actions={
          may('protocol.register') && (
            <ButtonLink look="primary" icon="it-plus" to="/registrations/new">
              {say('registry.new')}
            </ButtonLink>
          )
        }
      />
      <RegisterDesks />
      <section className="lf-card lf-card-flush">
        <RegisterFilters filters={filters} onChange={change} />
        <SavedSearches filters={filters} onRun={(saved) => change({ ...NO_FILTERS, ...saved })} />
        <Results filters={useDebounced(JSON.stringify(filters))} />
      </section>
    </div>
  );
}

/** What is empty does not narrow the search. */
function queryOf({ year, number, ...texts }: Filters): RegistrationQuery {
  const stated = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));
  return {
    ...stated,
    ...(year && { year: Number(year) }),
    ...(number && { number: Number(number) }),
  };
}

/** `filters` as text: a list is asked for again only when the text of its filters changes. */
function Results({ filters: text }: { readonly filters: string }) {
  const say = useTexts();
  const filters = JSON.parse(text) as Filters;
  const query = useInfiniteQuery({
    queryKey: ['registrations', text],
    queryFn: ({ pageParam, signal }) =>
      registrations.list(
        {
          ...queryOf(filters),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Skeleton />;
  if (query.isError) {
    return (
      <div className="lf-register-error">
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    const filtered = Object.values(filters).some((value) => value !== '');
    return (
      <EmptyState icon="it-list" title={say(filtered ? 'registry.noMatch' : 'registry.empty')}>
        {!filtered && say('registry.emptyText')}
      </EmptyState>
    );
  }
  return (
    <>
      <RegistrationTable items={items} />
      <p>
        {(['csv', 'xlsx', 'ods'] as const).map((format) => (
          <ButtonDownload key={format} look="plain" href={registrations.exportUrl(queryOf(filters), format)}>
            {say('registry.exportAs', { format: format.toUpperCase() })}
          </ButtonDownload>
        ))}
      </p>
      <LoadMore
        shown={items.length}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </>
  );
}
