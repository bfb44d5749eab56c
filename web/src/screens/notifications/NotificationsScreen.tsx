import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { notifications } from '../../api/endpoints';
import type { Notification } from '../../api/types';
import { SUMMARY } from '../../app/live/use-summary';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import './notifications.css';

export function NotificationsScreen() {
  const say = useTexts();
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ['notifications'],
    queryFn: ({ pageParam }) => notifications.list(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const read = async (id: string) => {
    try {
      await notifications.read(id);
    } finally {
      void client.invalidateQueries({ queryKey: ['notifications'] });
      void client.invalidateQueries({ queryKey: SUMMARY });
    }
  };
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader title={say('notifications.title')} />
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      <section className="lf-card lf-card-flush">
        {query.isPending && <Skeleton />}
        {query.isSuccess && items.length === 0 && (
          <EmptyState icon="it-mail" title={say('notifications.empty')}>
            {say('notifications.emptyText')}
          </EmptyState>
        )}
        <ul className="lf-notifications">
          {items.map((item) => (
            <NotificationLine key={item.id} item={item} onRead={() => void read(item.id)} />
          ))}
        </ul>
        {items.length > 0 && (
          <LoadMore
            shown={items.length}
            hasMore={query.hasNextPage}
            isLoading={query.isFetchingNextPage}
            onLoad={() => void query.fetchNextPage()}
          />
        )}
      </section>
    </div>
  );
}

function NotificationLine({ item, onRead }: { readonly item: Notification; readonly onRead: () => void }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <li data-read={item.read}>
      <div>
        <p>{item.text}</p>
        <p className="lf-soft">
          {format.instant(item.createdAt)}{' '}
          {!item.read && <Badge tone="info">{say('notifications.unread')}</Badge>}
        </p>
      </div>
      {item.requestId && (
        <Link
          className="btn lf-btn lf-btn-small lf-btn-plain"
          to={`/requests/${item.requestId}`}
          onClick={onRead}
        >
          {say('notifications.open')}
        </Link>
      )}
      {!item.read && (
        <Button size="small" onClick={onRead}>
          {say('notifications.markRead')}
        </Button>
      )}
    </li>
  );
}
