import { useQuery } from '@tanstack/react-query';
import { notifications } from '../../api/endpoints';

const LOOK_EVERY = 30_000;

/** Notices not read yet. Kept under the key of the notices, so that whatever renews those renews this. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: notifications.unread,
    refetchInterval: LOOK_EVERY,
  });
  return data?.unread ?? 0;
}
