import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { arrivals } from '../../api/protocol';
import type { Arrival, ArrivalState } from '../../api/protocol-types';
import { Badge } from '../../design/Badge';
import { Button, ButtonLink } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { Skeleton } from '../../design/Skeleton';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { ExcludeDialog } from './ExcludeDialog';

export function ArrivalList({ state }: { readonly state: ArrivalState }) {
  const say = useTexts();
  const query = useInfiniteQuery({
    queryKey: ['arrivals', state],
    queryFn: ({ pageParam, signal }) =>
      arrivals.list({ state, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (query.isPending) return <Skeleton />;
  if (query.isError)
    return (
      <div className="lf-desk-pad">
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState icon="it-inbox" title={say('arrivals.none')}>
        {state === 'WAITING' && say('arrivals.noneText')}
      </EmptyState>
    );
  return (
    <>
      <ul className="lf-arrivals-list">
        {items.map((item) => (
          <ArrivalItem key={item.id} item={item} />
        ))}
      </ul>
      <LoadMore
        shown={items.length}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </>
  );
}

function ArrivalItem({ item }: { readonly item: Arrival }) {
  const say = useTexts();
  const format = useFormat();
  return (
    <li>
      <div>
        <p>
          <b>{item.title}</b>
        </p>
        <p className="lf-soft">
          {format.day(item.receivedAt.slice(0, 10))} {format.time(item.receivedAt)}
          {item.receivedBy && `, ${item.receivedBy}`}
        </p>
        <p>
          <Badge>{say(`arrivals.channel.${item.channel}`)}</Badge>{' '}
          <Badge icon="it-clip">{say('arrivals.files', { count: item.fileCount })}</Badge>{' '}
          {item.infected && (
            <Badge tone="bad" icon="it-warning-circle">
              {say('arrivals.infected')}
            </Badge>
          )}
        </p>
        {item.exclusion && (
          <p>
            {item.exclusion.title} ({item.exclusion.reason}) {item.exclusion.note}
          </p>
        )}
      </div>
      <ArrivalActions item={item} />
    </li>
  );
}

function ArrivalActions({ item }: { readonly item: Arrival }) {
  const say = useTexts();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const moved = () => client.invalidateQueries({ queryKey: ['arrivals'] });
  const { id, state, title } = item;
  if (state === 'REGISTERED')
    return (
      <ButtonLink size="small" to={`/registrations/${item.registrationId ?? ''}`}>
        {say('arrivals.openRegistration')}
      </ButtonLink>
    );
  return (
    <div className="lf-desk-actions">
      {state === 'WAITING' && (
        <ButtonLink
          look="primary"
          size="small"
          to={`/registrations/new?arrival=${id}`}
          aria-label={`${say('arrivals.register')}: ${title}`}
        >
          {say('arrivals.register')}
        </ButtonLink>
      )}
      <Button size="small" onClick={() => setOpen(true)}>
        {say(state === 'WAITING' ? 'arrivals.exclude' : 'arrivals.bringBack')}
        <span className="visually-hidden">: {title}</span>
      </Button>
      {open && state === 'WAITING' && (
        <ExcludeDialog item={item} onClose={() => setOpen(false)} onDone={() => void moved()} />
      )}
      {open && state === 'EXCLUDED' && (
        <ReasonDialog
          title={say('arrivals.bringBack')}
          lead={say('arrivals.bringBackLead', { title })}
          submit={say('arrivals.bringBack')}
          onSubmit={async (reason) => {
            await arrivals.bringBack(id, reason);
            await moved();
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
