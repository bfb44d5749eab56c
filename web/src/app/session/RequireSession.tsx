import { useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Skeleton } from '../../design/Skeleton';
import { useSession } from './use-session';

export interface LoginState {
  readonly from?: string;
  readonly expired?: boolean;
  readonly left?: boolean;
}

/** Lets through who has a session; the others sign in and come back to the page that they wanted. */
export function RequireSession() {
  const session = useSession();
  const location = useLocation();
  const hadSession = useRef(false);
  if (session.data) {
    hadSession.current = true;
    return <Outlet />;
  }
  if (session.data === null) {
    const state: LoginState = { from: location.pathname + location.search, expired: hadSession.current };
    return <Navigate to="/login" replace state={state} />;
  }
  return (
    <main className="lf-page lf-page-narrow">
      {session.error ? (
        <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
      ) : (
        <Skeleton rows={4} />
      )}
    </main>
  );
}
