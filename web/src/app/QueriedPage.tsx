import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem';
import { ErrorNotice } from '../design/ErrorNotice';
import { Skeleton } from '../design/Skeleton';
import { NotFoundScreen } from '../screens/not-found/NotFoundScreen';

interface QueriedPageProps<Found> {
  readonly query: UseQueryResult<Found>;
  readonly className?: string;
  /** Lines that stand for the page while it comes. */
  readonly rows?: number;
  readonly children: (found: Found) => ReactNode;
}

/** The page of one thing: itself once it is there; what one may not open is answered like what is not there. */
export function QueriedPage<Found>({
  query,
  className = 'lf-page lf-page-narrow',
  rows = 5,
  children,
}: QueriedPageProps<Found>) {
  if (query.data) return children(query.data);
  if (query.error instanceof ApiProblem && [403, 404].includes(query.error.status)) return <NotFoundScreen />;
  return (
    <div className={className}>
      {query.error ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton rows={rows} />
      )}
    </div>
  );
}
