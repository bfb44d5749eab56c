import { Badge } from '../../design/Badge';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { daysUntil, dueText, dueTone } from './due';

export function DueBadge({ date }: { readonly date: string }) {
  const say = useTexts();
  const format = useFormat();
  const days = daysUntil(date);
  return (
    <Badge tone={dueTone(days)} title={say('due.full', { date: format.day(date) })}>
      {dueText(days, say)}
    </Badge>
  );
}
