import type { Tone } from '../../design/Badge';
import type { Say } from '../../texts/use-texts';

const DAY = 86_400_000;
const CALENDAR = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' });

/** Days from today (Europe/Rome) to a legal date; negative when it has passed. */
export function daysUntil(date: string, now = new Date()): number {
  return Math.round((Date.parse(date) - Date.parse(CALENDAR.format(now))) / DAY);
}

export function dueText(days: number, say: Say): string {
  if (days < 0) return say('due.overdue');
  if (days === 0) return say('due.today');
  if (days === 1) return say('due.tomorrow');
  return say('due.days', { days });
}

export function dueTone(days: number): Tone {
  if (days <= 0) return 'bad';
  return days <= 2 ? 'warning' : 'neutral';
}
