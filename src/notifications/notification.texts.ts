import { italianDate } from '@libro-firma/kernel';
import type { Language, Text } from '@libro-firma/kernel';
import type { NotificationParams } from './infrastructure/notification.row';

/** What each kind of notification says; `{name}` is replaced by the parameter of that name. */
export const NOTIFICATION_TEXTS = {
  TO_SIGN: { it: 'Da firmare: {subject}', en: 'To sign: {subject}' },
  TO_ENDORSE: { it: 'Da vistare: {subject}', en: 'To endorse: {subject}' },
  TO_OPINION: { it: 'Da esprimere il parere: {subject}', en: 'Opinion asked for: {subject}' },
  TO_READ: { it: 'Da leggere: {subject}', en: 'To read: {subject}' },
  SENT_BACK: {
    it: 'Rimandata dal protocollo: {subject}. Motivo: {reason}',
    en: 'Sent back by the protocol: {subject}. Reason: {reason}',
  },
  RECALLED: { it: 'Ritirata: {subject}. Motivo: {reason}', en: 'Recalled: {subject}. Reason: {reason}' },
  EXPIRED: { it: 'Scaduta: {subject}', en: 'Expired: {subject}' },
  DECLINED: {
    it: 'Rifiutata, non di competenza: {subject}. {reason}',
    en: 'Declined as not mine: {subject}. {reason}',
  },
  CANCELLED: { it: 'Annullata: {subject}. Motivo: {reason}', en: 'Cancelled: {subject}. Reason: {reason}' },
  ASKED: { it: 'Le chiedono: {question} ({subject})', en: 'You are asked: {question} ({subject})' },
  ANSWERED: { it: 'Risposta: {answer} ({subject})', en: 'Answered: {answer} ({subject})' },
  DUE_SOON: { it: 'In scadenza: {subject}', en: 'Due soon: {subject}' },
  LATE: { it: 'In ritardo nel suo ufficio: {subject}', en: 'Late in your office: {subject}' },
  RETURNED: { it: 'Restituita: {subject}. Motivo: {reason}', en: 'Returned: {subject}. Reason: {reason}' },
  REGISTERED: {
    it: 'Registrata al protocollo con il n. {number} del {registeredOn}: {subject}',
    en: 'Registered with number {number} on {registeredOn}: {subject}',
  },
  DAY_LATE: {
    it: 'In ritardo il registro giornaliero del {day}: doveva essere pronto per la conservazione il {dueOn}',
    en: 'The daily register of {day} is late: it was due for preservation on {dueOn}',
  },
  ASSIGNED: {
    it: 'Le è stato assegnato per competenza il protocollo n. {number}/{year}',
    en: 'Assigned to you to deal with: entry {number}/{year} of the register',
  },
  ASSIGNED_TO_KNOW: {
    it: 'Le è stato assegnato per conoscenza il protocollo n. {number}/{year}',
    en: 'Assigned to you to know of: entry {number}/{year} of the register',
  },
  CERTIFICATE_EXPIRES_SOON: {
    it: 'Il suo certificato di firma scade il {validTo}: lo rinnovi in tempo presso il suo prestatore',
    en: 'Your signing certificate expires on {validTo}: renew it in time with your provider',
  },
  CERTIFICATE_EXPIRED: {
    it: 'Il suo certificato di firma è scaduto il {validTo}',
    en: 'Your signing certificate expired on {validTo}',
  },
  CERTIFICATE_REVOKED: {
    it: 'Il suo certificato di firma è revocato o sospeso: si rivolga al prestatore',
    en: 'Your signing certificate is revoked or suspended: ask your provider',
  },
  CERTIFICATE_OF_SOMEBODY_ELSE: {
    it: 'Il certificato del suo dispositivo di firma è di un’altra persona',
    en: 'The certificate of your signing device is somebody else’s',
  },
  CERTIFICATE_GONE: {
    it: 'Il suo dispositivo di firma non ha più la chiave scelta: ne scelga un’altra',
    en: 'Your signing device holds the chosen key no more: choose another one',
  },
  BATCH_FINISHED: {
    it: 'Firme concluse: {signed} su {total}',
    en: 'Signatures concluded: {signed} of {total}',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type NotificationKind = keyof typeof NOTIFICATION_TEXTS;

/** A kind of a version to come, or of one long gone, is shown by its name rather than not at all. */
export function notificationText(kind: string, params: NotificationParams, language: Language): string {
  const texts: Readonly<Record<string, Text | undefined>> = NOTIFICATION_TEXTS;
  const text = texts[kind]?.[language] ?? kind;
  return text.replace(
    /\{(\w+)\}/g,
    (placeholder, name: string) => shown(params[name], language) ?? placeholder,
  );
}

function shown(value: string | number | undefined, language: Language): string | undefined {
  if (typeof value === 'string' && language === 'it' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return italianDate(value);
  return value === undefined ? undefined : String(value);
}
