import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type DeskDispatch, dispatchDesk } from '../../api/desks';
import { EmptyState } from '../../design/EmptyState';
import { ErrorNotice } from '../../design/ErrorNotice';
import { PageHeader } from '../../design/PageHeader';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { DispatchLine } from '../registrations/DispatchPanel';
import { EntrySubject } from '../registrations/EntrySubject';

const DESK = ['dispatches'];
const WATCH_MS = 5_000;

/** What has to leave, is leaving or did not arrive, with what the clerk can do about each. */
export function DispatchDeskScreen() {
  const say = useTexts();
  const query = useQuery({ queryKey: DESK, queryFn: dispatchDesk.list, refetchInterval: WATCH_MS });
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: DESK });
  return (
    <div className="lf-page">
      <PageHeader
        title={say('dispatchDesk.title')}
        back={{ to: '/registrations', label: say('registry.title') }}
        lead={say('dispatchDesk.lead')}
      />
      {query.isPending && <Skeleton />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState icon="it-mail" title={say('dispatchDesk.none')} />}
      {query.data && query.data.items.length > 0 && (
        <section className="lf-card" aria-label={say('dispatchDesk.title')}>
          <ul className="lf-dispatch-list">
            {query.data.items.map((dispatch) => (
              <DispatchLine
                key={dispatch.id}
                dispatch={dispatch}
                heading={<Act dispatch={dispatch} />}
                onDone={refresh}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Act({ dispatch }: { readonly dispatch: DeskDispatch }) {
  const { registrationId, number, year } = dispatch;
  return (
    <p className="mb-1">
      <Link to={`/registrations/${registrationId}`}>
        {number}/{year}
      </Link>{' '}
      <EntrySubject entry={dispatch} />
    </p>
  );
}
