import type { GrantedAnnulment } from './annulment';
import type { HashedRegistration } from './registration-hash';
import { correspondentName } from './search-words';
import { numberText } from './registration-number';

export const DAILY_REGISTER_FORM = 'daily-register/1';
/** What this product calls itself where nobody closed the day by hand. */
const SYSTEM = 'chiusura automatica';

export interface DayFacts {
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly aooCode: string;
  readonly aooName: string;
  readonly registerCode: string;
  readonly day: string;
  readonly progressive: number;
  readonly closedAt: string;
  readonly clockOffsetMs: number;
  /** Records manager: who answers for the register. */
  readonly manager: { readonly name: string; readonly taxCode: string } | null;
  readonly merkleRoot: string;
}

export interface LaterAnnulment extends GrantedAnnulment {
  readonly number: string;
  readonly year: number;
}

/** Identifier of a day's register: `<IPA>-<AOO>-YYYYMMDD-NNN`. */
export function dailyIdentifier({ bodyCode, aooCode, day, progressive }: DayFacts): string {
  return `${bodyCode}-${aooCode}-${day.replaceAll('-', '')}-${String(progressive).padStart(3, '0')}`;
}

/** The register of a day as machines read it: the ordered list of art. 53, and what was decided that day on entries. */
export function dailyContent(
  facts: DayFacts,
  entries: readonly (HashedRegistration & { readonly hash: Buffer })[],
  annulments: readonly LaterAnnulment[],
) {
  const [first, last] = [entries[0], entries.at(-1)];
  return {
    form: DAILY_REGISTER_FORM,
    identifier: dailyIdentifier(facts),
    body: { code: facts.bodyCode, name: facts.bodyName },
    aoo: { code: facts.aooCode, name: facts.aooName },
    register: facts.registerCode,
    day: facts.day,
    progressive: facts.progressive,
    closedAt: facts.closedAt,
    operator: SYSTEM,
    clockOffsetMs: facts.clockOffsetMs,
    recordsManager: facts.manager,
    subject: `Registro giornaliero di protocollo del ${facts.day}`,
    firstNumber: first ? numberText(first.number) : null,
    lastNumber: last ? numberText(last.number) : null,
    count: entries.length,
    merkleRoot: facts.merkleRoot,
    entries: entries.map(lineOf),
    /** Numbers printed in acts that were not signed yet when the day was closed. */
    open: entries.filter(({ isOpen }) => isOpen).map(({ number }) => numberText(number)),
    annulments: annulments.map((annulment) => ({
      number: annulment.number,
      year: annulment.year,
      scope: annulment.scope,
      corrections: annulment.corrections,
      reason: annulment.reason,
      actReference: annulment.actReference,
      decidedAt: annulment.decidedAt,
    })),
  };
}

export type DailyContent = ReturnType<typeof dailyContent>;

function lineOf(entry: HashedRegistration & { readonly hash: Buffer }) {
  const senders = [...(entry.sender ? [entry.sender] : []), ...entry.furtherSenders];
  return {
    number: numberText(entry.number),
    registeredAt: entry.registeredAt.toISOString(),
    direction: entry.direction,
    subject: entry.subject,
    senders: senders.map(correspondentName),
    recipients: entry.recipients.map(correspondentName),
    classification: entry.classificationCode,
    reserved: entry.reserved,
    senderReference: entry.senderReference,
    senderReferenceDate: entry.senderReferenceDate,
    receivedOn: entry.receivedOn,
    emergency: entry.emergency,
    files: entry.files.map(({ role, fileName, algorithm, hash, medium }) => ({
      role,
      fileName,
      algorithm,
      hash,
      medium,
    })),
    hash: entry.hash.toString('hex'),
  };
}

/** For whoever may not read it in full: reserved entries are number, instant and that they are reserved. */
export function masked(content: DailyContent): DailyContent {
  return {
    ...content,
    entries: content.entries.map((entry) =>
      entry.reserved
        ? {
            ...entry,
            subject: 'Riservata',
            senders: [],
            recipients: [],
            classification: '',
            senderReference: null,
            files: [],
          }
        : entry,
    ),
    annulments: content.annulments.map((annulment) => ({ ...annulment, corrections: [], reason: '' })),
  };
}
