import type { AnnexGiven, DocumentToRegister } from '../application/register-document.use-case';
import type { Correction } from '../domain/annulment';
import type { Correspondent } from '../domain/registration';
import type { AskAnnulmentBody } from './annulments.schema';
import type { RegisterBody } from './protocol.schema';

type GivenCorrespondent = RegisterBody['recipients'][number];

/** What the register writes of a sender who is not known. */
const UNKNOWN = { ANONYMOUS: 'Anonimo', ILLEGIBLE: 'Illeggibile' } as const;

/** The body of a request as the use case takes it: what was left empty in a form says nothing, and is not stated. */
export function documentOf(body: RegisterBody): DocumentToRegister {
  const { sender, furtherSenders, recipients, annexDocumentIds, annexes, paper, ...rest } = body;
  return {
    ...withoutEmpty(rest),
    sender: sender && correspondentOf(sender),
    furtherSenders: furtherSenders.map(correspondentOf),
    recipients: recipients.map(correspondentOf),
    ...(paper && { paper: withoutEmpty(paper) }),
    annexes: [
      ...annexDocumentIds.map((documentId) => ({ documentId })),
      ...annexes.map((annex) => withoutEmpty(annex) as AnnexGiven),
    ],
  };
}

export function correctionOf(given: AskAnnulmentBody['corrections'][number]): Correction {
  return given.field === 'subject' ? given : { field: given.field, value: given.value.map(correspondentOf) };
}

function correspondentOf({ kind, name, ...given }: GivenCorrespondent): Correspondent {
  if (kind === 'ANONYMOUS' || kind === 'ILLEGIBLE') return { kind, name: name || UNKNOWN[kind] };
  const { taxCode, ...more } = withoutEmpty(given);
  return { kind, name, ...more, ...(taxCode !== undefined && { taxCode: taxCode.toUpperCase() }) };
}

type Stated<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

function withoutEmpty<T extends object>(given: T): Stated<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  ) as Stated<T>;
}
