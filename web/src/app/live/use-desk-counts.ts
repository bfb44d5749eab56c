import { useQuery } from '@tanstack/react-query';
import { assignments } from '../../api/protocol';
import type { DeskCounts } from '../../api/protocol-types';
import { useMay } from '../session/use-session';

const EVERY_MS = 60_000;

/** What waits at the protocol's desks; asked again each minute, and when something was decided. */
export function useDeskCounts(): DeskCounts | undefined {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['desk-counts'],
    queryFn: assignments.counts,
    enabled: may('protocol.read'),
    refetchInterval: EVERY_MS,
  });
  return data;
}
