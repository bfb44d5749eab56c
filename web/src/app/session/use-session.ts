import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { sessions } from '../../api/endpoints';
import { ApiProblem } from '../../api/problem';
import type { Role, SessionView } from '../../api/types';

export const SESSION = ['session'] as const;

async function currentSession(): Promise<SessionView | null> {
  try {
    return await sessions.current();
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Who is at the desk; null when nobody is. */
export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: currentSession, staleTime: Infinity });
}

export function useHasRole(): (...roles: Role[]) => boolean {
  const { data } = useSession();
  return useCallback((...roles) => roles.some((role) => data?.person.roles.includes(role)), [data]);
}

/** Whether the service would let the person do this; it judges again when it is asked. */
export function useMay(): (permission: string) => boolean {
  const { data } = useSession();
  return useCallback((permission) => data?.permissions.includes(permission) ?? false, [data]);
}

/** Leaves nothing of the person on the page: what was read goes with the session. */
export function useLogout(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async () => {
    try {
      await sessions.close();
    } finally {
      await navigate('/login', { state: { left: true } });
      client.clear();
    }
  }, [client, navigate]);
}
