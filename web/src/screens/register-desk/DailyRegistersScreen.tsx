import { useInfiniteQuery } from '@tanstack/react-query';
import { dailyRegisters } from '../../api/endpoints';
import type { DailyRegister } from '../../api/types';
import { Badge } from '../../design/Badge';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { Table } from '../../design/Table';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

/** The register of each day as it was closed: for people, for machines, on time or late. */
export function DailyRegistersScreen() {
  const say = useTexts();
  const query = useInfiniteQuery({
    queryKey: ['daily-registers'],
    queryFn: ({ pageParam, signal }) =>
      dailyRegisters.list({ ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="lf-page">
      <PageHeader
        title={say('days.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('days.lead')}
      />
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <EmptyState icon="it-calendar" title={say('days.none')} />}
      {items.length > 0 && (
        <section className="lf-card lf-card-flush">
          <Days items={items} />
          <LoadMore
            shown={items.length}
            hasMore={query.hasNextPage}
            isLoading={query.isFetchingNextPage}
            onLoad={() => void query.fetchNextPage()}
          />
        </section>
      )}
    </div>
  );
}

function Days({ items }: { readonly items: readonly DailyRegister[] }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <Table
      label={say('days.title')}
      columns={[say('days.day'), say('days.numbers'), say('days.state'), say('days.files')]}
    >
      {items.map((item) => (
        <tr key={item.id}>
          <td className="lf-nowrap">
            <b>{format.day(item.day)}</b>
            <br />
            <span className="lf-soft">{item.identifier}</span>
          </td>
          <td data-label={say('days.numbers')}>
            {item.count === 0
              ? say('days.empty')
              : say('days.span', {
                  first: item.firstNumber ?? '',
                  last: item.lastNumber ?? '',
                  count: item.count,
                })}
          </td>
          <td data-label={say('days.state')}>
            <Badge
              tone={item.late ? 'bad' : 'good'}
              icon={item.late ? 'it-warning-circle' : 'it-check-circle'}
            >
              {say(item.late ? 'days.late' : 'days.onTime')}
            </Badge>{' '}
            <Badge tone={item.stamped ? 'good' : 'warning'}>
              {say(item.stamped ? 'days.stamped' : 'days.notStamped')}
            </Badge>
          </td>
          <td data-label={say('days.files')}>
            {(['pdf', 'json'] as const).map((kind) => (
              <a key={kind} className="me-3" href={dailyRegisters.contentUrl(item.id, kind)} download>
                {say(`days.${kind}`, { day: format.day(item.day) })}
              </a>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  );
}
