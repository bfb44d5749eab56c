import type { RequestState } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { useTexts } from '../../texts/use-texts';

const TONES: Readonly<Record<RequestState, Tone>> = {
  DRAFT: 'neutral',
  CHECKING: 'info',
  IN_ROUTE: 'info',
  SUSPENDED: 'warning',
  SIGNED: 'good',
  REGISTERED: 'good',
  DELIVERED: 'good',
  ARCHIVED: 'good',
  RETURNED: 'bad',
  RECALLED: 'warning',
  EXPIRED: 'bad',
  CANCELLED: 'neutral',
};

export function StateBadge({ state }: { readonly state: RequestState }) {
  const say = useTexts();
  return <Badge tone={TONES[state]}>{say(`requestState.${state}`)}</Badge>;
}
