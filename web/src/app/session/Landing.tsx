import { Navigate } from 'react-router';
import { useSession } from './use-session';

/** The start page is whatever waits for this person. */
export function Landing() {
  const { data } = useSession();
  return <Navigate to={data ? `/${data.landing}` : '/login'} replace />;
}
