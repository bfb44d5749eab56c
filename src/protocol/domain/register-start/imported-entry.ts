import type { Direction, MEANS } from '../registration';
import type { ImportColumn } from './import-columns';

/** Why a line is no entry: it is listed in the report, and the others are taken. */
export const LINE_FAULTS = [
  'FIELDS',
  'NUMBER',
  'YEAR',
  'DATE',
  'DIRECTION',
  'MARK',
  'HASH',
  'TOO_LONG',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** An entry as another system numbered it, in that system's words. */
export interface ImportedEntry {
  readonly year: number;
  readonly number: number;
  readonly registeredOn: string;
  /** `HH:MM:SS` in Europe/Rome; null where it was not kept. */
  readonly registeredTime: string | null;
  readonly direction: Direction;
  readonly subject: string;
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly classificationCode: string | null;
  readonly means: string | null;
  readonly senderReference: string | null;
  readonly senderReferenceDate: string | null;
  readonly receivedOn: string | null;
  readonly office: string | null;
  readonly algorithm: string | null;
  /** Lower-case hexadecimal. */
  readonly hash: string | null;
  readonly annulled: boolean;
  readonly annulmentAct: string | null;
  readonly reserved: boolean;
  readonly notes: string | null;
}

const OLDEST_YEAR = 1861;
const LARGEST_NUMBER = 999_999_999;
const LONGEST_SUBJECT = 20_000;
const LONGEST_TEXT = 4_000;
const MOST_NAMES = 200;
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  e: 'INCOMING',
  entrata: 'INCOMING',
  arrivo: 'INCOMING',
  u: 'OUTGOING',
  uscita: 'OUTGOING',
  partenza: 'OUTGOING',
  i: 'INTERNAL',
  interno: 'INTERNAL',
};
const MEANS_OF: Readonly<Record<string, (typeof MEANS)[number]>> = {
  pec: 'PEC',
  mail: 'MAIL',
  'e-mail': 'MAIL',
  email: 'MAIL',
  web: 'WEB',
  mano: 'HAND',
  'a mano': 'HAND',
  posta: 'POST',
};
const ALGORITHMS: Readonly<Record<number, string>> = {
  40: 'SHA-1',
  64: 'SHA-256',
  96: 'SHA-384',
  128: 'SHA-512',
};

class Unreadable extends Error {
  constructor(readonly fault: LineFault) {
    super(fault);
  }
}

/** The entry that a line says, or why it says none. `today` is the last day that an entry may bear (`YYYY-MM-DD`). */
export function readEntry(
  cell: (column: ImportColumn) => string,
  today: string,
): { readonly entry: ImportedEntry } | { readonly fault: LineFault } {
  try {
    return { entry: entryOf((column) => cell(column).trim(), today) };
  } catch (fault) {
    if (fault instanceof Unreadable) return { fault: fault.fault };
    throw fault;
  }
}

function entryOf(cell: (column: ImportColumn) => string, today: string): ImportedEntry {
  const registeredOn = dateOf(cell('data'), today) ?? unreadable('DATE');
  const hash = hashOf(cell('impronta'));
  return {
    year: wholeNumber(cell('anno'), 'YEAR', OLDEST_YEAR, Number(today.slice(0, 4))),
    number: wholeNumber(cell('numero'), 'NUMBER', 1, LARGEST_NUMBER),
    registeredOn,
    registeredTime: timeOf(cell('ora')),
    direction: DIRECTIONS[cell('tipo').toLowerCase()] ?? unreadable('DIRECTION'),
    subject: within(cell('oggetto'), LONGEST_SUBJECT),
    senders: namesOf(cell('mittente')),
    recipients: namesOf(cell('destinatario')),
    classificationCode: textOrNull(cell('classificazione')),
    means: MEANS_OF[cell('mezzo').toLowerCase()] ?? textOrNull(cell('mezzo')),
    senderReference: textOrNull(cell('protocollo_mittente')),
    senderReferenceDate: dateOf(cell('data_protocollo_mittente'), today),
    receivedOn: dateOf(cell('data_arrivo'), today),
    office: textOrNull(cell('ufficio')),
    algorithm: hash === null ? null : (ALGORITHMS[hash.length] ?? unreadable('HASH')),
    hash,
    annulled: markOf(cell('annullata')),
    annulmentAct: textOrNull(cell('atto_annullamento')),
    reserved: markOf(cell('riservata')),
    notes: textOrNull(cell('note')),
  };
}

function wholeNumber(text: string, fault: LineFault, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return number >= least && number <= most ? number : unreadable(fault);
}

/** `YYYY-MM-DD` or `DD/MM/YYYY`, a day that was: null where nothing is said. */
function dateOf(text: string, today: string): string | null {
  if (text === '') return null;
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  const instant = new Date(`${iso}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(iso) &&
    !Number.isNaN(instant.getTime()) &&
    instant.toISOString().startsWith(iso);
  return isDay && iso <= today && Number(iso.slice(0, 4)) >= OLDEST_YEAR ? iso : unreadable('DATE');
}

function timeOf(text: string): string | null {
  if (text === '') return null;
  const [, hour, minute, second = '00'] = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return unreadable('DATE');
  return `${hour.padStart(2, '0')}:${minute}:${second}`;
}

/** Hexadecimal, or base64 as segnature write it. */
function hashOf(text: string): string | null {
  if (text === '') return null;
  const plain = text.toLowerCase();
  if (/^[0-9a-f]+$/.test(plain) && plain.length in ALGORITHMS) return plain;
  const decoded = /^[A-Za-z0-9+/]{27,88}={0,2}$/.test(text)
    ? Buffer.from(text, 'base64').toString('hex')
    : '';
  return decoded.length in ALGORITHMS ? decoded : unreadable('HASH');
}

function markOf(text: string): boolean {
  if (/^(s|sì|si|1|x|true|vero)$/i.test(text)) return true;
  return /^(n|no|0|false|falso|)$/i.test(text) ? false : unreadable('MARK');
}

function namesOf(text: string): string[] {
  const names = text.split('|').map((name) => within(name.trim(), LONGEST_TEXT));
  return names.length > MOST_NAMES ? unreadable('TOO_LONG') : names.filter((name) => name !== '');
}

function textOrNull(text: string): string | null {
  return text === '' ? null : within(text, LONGEST_TEXT);
}

function within(text: string, most: number): string {
  return text.length > most ? unreadable('TOO_LONG') : text;
}

function unreadable(fault: LineFault): never {
  throw new Unreadable(fault);
}
