import { useMemo } from 'react';
import type { DeskCounts } from '../api/protocol-types';
import type { TextId } from '../texts/use-texts';
import { useSummary } from './live/use-summary';
import { useDeskCounts } from './live/use-desk-counts';
import { useHasRole, useMay } from './session/use-session';

interface Entry {
  readonly to: string;
  readonly text: TextId;
  readonly count: number;
}

/** The places that this person has business in, with what waits there. */
export function useNavigation(): readonly Entry[] {
  const hasRole = useHasRole();
  const may = useMay();
  const { data: summary } = useSummary();
  const counts = useDeskCounts();
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
      ...protocolDesks(may, counts),
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
  }, [hasRole, may, summary, counts]);
}

/** The desks of the protocol, for whoever has something to do there. */
function protocolDesks(
  may: (permission: string) => boolean,
  counts: DeskCounts | undefined,
): (Entry | false)[] {
  return [
    may('protocol.register') && { to: '/arrivals', text: 'nav.arrivals', count: counts?.arrivals ?? 0 },
    may('protocol.read') && { to: '/assignments', text: 'nav.assignments', count: counts?.assignments ?? 0 },
    may('protocol.file') && { to: '/case-files', text: 'nav.filing', count: 0 },
  ];
}
