import { QueryClient } from '@tanstack/react-query';
import { whenSessionIsLost } from '../api/client';
import { ApiProblem } from '../api/problem';
import { onLanguageChange } from '../texts/language';
import { SESSION } from './session/use-session';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only silence and faults of the service are worth another try.
      retry: (attempt, error) =>
        attempt < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
    },
  },
});

// A 401 may also be a wrong code: the session itself is asked whether it still stands.
whenSessionIsLost(() => void queryClient.invalidateQueries({ queryKey: SESSION }));
onLanguageChange(() => void queryClient.invalidateQueries());
