import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { assignments } from '../../api/protocol';
import type { Assignment } from '../../api/protocol-types';
import { useMay } from '../../app/session/use-session';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { LoadMore } from '../../design/LoadMore';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { Tabs } from '../../design/Tabs';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { ReasonDialog } from '../request/ReasonDialog';
import { EntrySubject } from '../registrations/EntrySubject';
import '../arrivals/arrivals.css';

const BOXES = ['WAITING', 'ACCEPTED', 'SENT_BACK'] as const;
type Box = (typeof BOXES)[number];
const PANEL = 'assignments-panel';

/** What is assigned to a person: accepted, or refused with the reason; for who assigns, what came back. */
export function AssignmentsScreen() {
  const say = useTexts();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const boxes = BOXES.filter((each) => each !== 'SENT_BACK' || may('protocol.register'));
  const box = boxes.find((each) => each === params.get('box')) ?? 'WAITING';
  return (
    <div className="lf-page">
      <PageHeader title={say('assignments.title')} lead={say('assignments.lead')} />
      <Tabs<Box>
        label={say('assignments.tabs')}
        panelId={PANEL}
        current={box}
        tabs={boxes.map((id) => ({ id, label: say(`assignments.${id}`) }))}
        onChoose={(next) => setParams({ box: next }, { replace: true })}
      />
      <section
        className="lf-card lf-card-flush"
        id={PANEL}
        role="tabpanel"
        aria-labelledby={`${PANEL}-tab-${box}`}
      >
        <AssignmentList box={box} />
      </section>
    </div>
  );
}

function AssignmentList({ box }: { readonly box: Box }) {
  const say = useTexts();
  const query = useInfiniteQuery({
    queryKey: ['assignments', box],
    queryFn: ({ pageParam, signal }) =>
      assignments.list({ box, ...(pageParam && { cursor: pageParam }) }, signal),
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
  if (items.length === 0) return <EmptyState icon="it-inbox" title={say('assignments.none')} />;
  return (
    <>
      <ul className="lf-arrivals-list">
        {items.map((item) => (
          <AssignmentItem key={item.id} item={item} box={box} />
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

function AssignmentItem({ item, box }: { readonly item: Assignment; readonly box: Box }) {
  const say = useTexts();
  const format = useFormat();
  const { registration } = item;
  return (
    <li>
      <div>
        <p>
          <Link to={`/registrations/${registration.id}`}>
            {registration.number}/{registration.year}
          </Link>{' '}
          <EntrySubject entry={registration} />
        </p>
        <p>
          <Badge tone={item.kind === 'COMPETENCE' ? 'info' : 'neutral'}>
            {say(`assignments.${item.kind}`)}
          </Badge>{' '}
          {item.office} {item.person}
        </p>
        <p className="lf-soft">
          {say('assignments.by', {
            person: item.assignedBy ?? '',
            day: format.day(item.assignedAt.slice(0, 10)),
          })}{' '}
          {item.note} {item.reason}
        </p>
      </div>
      {box !== 'SENT_BACK' && <Decision item={item} />}
    </li>
  );
}

function Decision({ item }: { readonly item: Assignment }) {
  const say = useTexts();
  const client = useQueryClient();
  const [isRefusing, setIsRefusing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['assignments'] });
    await client.invalidateQueries({ queryKey: ['desk-counts'] });
  };
  const { id, version, state, registration } = item;
  return (
    <div className="lf-desk-actions">
      {state === 'PENDING' && (
        <Button
          look="primary"
          size="small"
          onClick={() => void assignments.accept(id, version).then(refresh, setError)}
        >
          {say('assignments.accept')}
          <span className="visually-hidden">: {registration.number}</span>
        </Button>
      )}
      <Button size="small" onClick={() => setIsRefusing(true)}>
        {say('assignments.refuse')}
        <span className="visually-hidden">: {registration.number}</span>
      </Button>
      {error !== null && <ErrorNotice error={error} />}
      {isRefusing && (
        <ReasonDialog
          title={say('assignments.refuse')}
          lead={say('assignments.refuseLead', { number: registration.number })}
          submit={say('assignments.refuse')}
          onSubmit={async (reason) => {
            await assignments.refuse(id, version, reason);
            await refresh();
          }}
          onClose={() => setIsRefusing(false)}
        />
      )}
    </div>
  );
}
