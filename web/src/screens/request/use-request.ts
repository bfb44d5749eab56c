import { useQuery, useQueryClient } from '@tanstack/react-query';
import { requests } from '../../api/endpoints';
import type { RequestDetail, RequestState } from '../../api/types';
import { useEventStream } from '../../app/live/use-event-stream';

const FINAL: readonly RequestState[] = ['ARCHIVED', 'CANCELLED'];

/** One request, live while its life goes on. */
export function useRequest(id: string) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['request', id], queryFn: ({ signal }) => requests.one(id, signal) });
  const isLive = query.data !== undefined && !FINAL.includes(query.data.state);
  useEventStream(isLive ? `/signing-requests/${id}/events` : null, {
    onEvent: (event) => {
      if (event.name === 'request')
        client.setQueryData(['request', id], JSON.parse(event.data) as RequestDetail);
    },
    onBreak: () => void client.invalidateQueries({ queryKey: ['request', id] }),
  });
  return query;
}
