import type { Language } from '@libro-firma/kernel';
import type { NotificationParams } from '../infrastructure/notification.row';
import { notificationText } from '../notification.texts';

interface Told {
  readonly kind: string;
  readonly params: NotificationParams;
  readonly urgent: boolean;
}

const WORDS = {
  it: {
    one: 'Libro Firma: 1 avviso',
    many: (count: number) => `Libro Firma: ${count} avvisi`,
    urgent: 'URGENTE. ',
    end: 'Quanto spesso ricevere questi avvisi si sceglie in Libro Firma, alla voce Preferenze.',
  },
  en: {
    one: 'Libro Firma: 1 notice',
    many: (count: number) => `Libro Firma: ${count} notices`,
    urgent: 'URGENT. ',
    end: 'How often you receive these notices is chosen in Libro Firma, under Preferences.',
  },
} as const;

/** One letter with all that a person is told; the urgent first. */
export function digestLetter(
  told: readonly Told[],
  language: Language,
): { readonly subject: string; readonly text: string } {
  const words = WORDS[language];
  const sorted = [...told].sort((one, other) => Number(other.urgent) - Number(one.urgent));
  const lines = sorted.map(
    ({ kind, params, urgent }) =>
      `- ${urgent ? words.urgent : ''}${notificationText(kind, params, language).replace(/\s+/g, ' ')}`,
  );
  const isUrgent = sorted[0]?.urgent === true;
  const subject = told.length === 1 ? words.one : words.many(told.length);
  return { subject: (isUrgent ? words.urgent : '') + subject, text: `${lines.join('\n')}\n\n${words.end}\n` };
}
