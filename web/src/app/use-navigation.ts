import { useMemo } from 'react';
import type { TextId } from '../texts/use-texts';
import { useSummary } from './live/use-summary';
import { useHasRole } from './session/use-session';

interface Entry {
  readonly to: string;
  readonly text: TextId;
  readonly count: number;
}

/** The places that this person has business in, with what waits there. */
export function useNavigation(): readonly Entry[] {
  const hasRole = useHasRole();
  const { data: summary } = useSummary();
  return useMemo(() => {
    const entries: (Entry | false)[] = [
      hasRole('signer', 'endorser', 'office-head') && {
        to: '/queue',
        text: 'nav.queue',
        count: (summary?.toSign ?? 0) + (summary?.toEndorse ?? 0),
      },
      hasRole('drafter', 'office-head', 'signer', 'endorser', 'records-manager', 'records-manager-vicar') && {
        to: '/requests',
        text: 'nav.requests',
        count: (summary?.returned ?? 0) + (summary?.asked ?? 0),
      },
      hasRole(
        'records-manager',
        'records-manager-vicar',
        'protocol-operator',
        'auditor',
        'office-head',
        'preservation-manager',
      ) && { to: '/registrations', text: 'nav.registrations', count: 0 },
      hasRole('signer', 'endorser', 'office-head', 'administrator') && {
        to: '/powers',
        text: 'nav.powers',
        count: 0,
      },
      { to: '/verification', text: 'nav.verification', count: 0 },
      hasRole('administrator', 'operator', 'records-manager') && {
        to: '/organisation',
        text: 'nav.organisation',
        count: 0,
      },
    ];
    return entries.filter((entry) => entry !== false);
  }, [hasRole, summary]);
}
