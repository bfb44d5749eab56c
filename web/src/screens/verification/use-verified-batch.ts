import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { VerifiedBatch } from '../../api/types';
import { verificationBatches } from '../../api/verifications';
import { useEventStream } from '../../app/live/use-event-stream';

/** A batch as far as it is; its lines change while the queue works. */
export function useVerifiedBatch(id: string) {
  const client = useQueryClient();
  const key = ['verification-batch', id];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => verificationBatches.one(id, signal),
  });
  const { data } = query;
  useEventStream(data && !data.isDone ? verificationBatches.eventsPath(id) : null, {
    onEvent: (event) =>
      client.setQueryData<VerifiedBatch>(key, (known) =>
        merged(known, JSON.parse(event.data) as VerifiedBatch),
      ),
  });
  return query;
}

/** An event has the lines that changed since the one before. */
export function merged(known: VerifiedBatch | undefined, event: VerifiedBatch): VerifiedBatch {
  const items = new Map((known?.items ?? []).map((item) => [item.place, item]));
  for (const item of event.items) items.set(item.place, item);
  return { ...event, items: [...items.values()].sort((a, b) => a.place - b.place) };
}
