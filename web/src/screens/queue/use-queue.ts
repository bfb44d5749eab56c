import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { tasks } from '../../api/endpoints';
import type { QueueItem, StepKind } from '../../api/types';

const PAGE = 100;
/** Read without being asked; beyond it the person asks for more. Rows are not virtualised up to 500. */
const READ_AHEAD = 300;

export const queueKey = (kind: StepKind, search: string) => ['queue', kind, search] as const;

export function useQueue(kind: StepKind, search: string) {
  const query = useInfiniteQuery({
    queryKey: queueKey(kind, search),
    queryFn: ({ pageParam, signal }) =>
      tasks.queue(
        {
          kind: kind === 'SIGN' ? 'SIGN' : 'VIEW',
          limit: PAGE,
          ...(search && { search }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = useMemo<readonly QueueItem[]>(
    () => query.data?.pages.flatMap((page) => page.items) ?? [],
    [query.data],
  );
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && items.length < READ_AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetching, items.length, fetchNextPage]);
  return { query, items };
}
