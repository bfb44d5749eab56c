import { useQuery, useQueryClient } from '@tanstack/react-query';
import { batches } from '../../api/endpoints';
import type { BatchView } from '../../api/types';
import { useEventStream } from '../live/use-event-stream';
import { isFinal } from './batch-progress';

export const batchKey = (id: string | null) => ['batch', id] as const;

/** The batch as the service sees it, live while something may still change in it. */
export function useBatch(id: string | null, watched: boolean): BatchView | null {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: batchKey(id),
    queryFn: () => batches.one(id ?? ''),
    enabled: id !== null,
    staleTime: Infinity,
  });
  const numbersMayCome = watched && data?.items.some((item) => item.requestState === 'SIGNED');
  const live = id !== null && data && (!isFinal(data) || numbersMayCome);
  useEventStream(live ? `/signing-batches/${id}/events` : null, {
    onEvent: (event) => {
      if (event.name === 'batch') client.setQueryData(batchKey(id), JSON.parse(event.data));
    },
    onBreak: () => void client.invalidateQueries({ queryKey: batchKey(id) }),
  });
  return data ?? null;
}
