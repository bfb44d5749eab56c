import type { AnnexGiven } from '../application/gather-files';
import type { DocumentToRegister } from '../application/document-to-register';
import { tidyTaxCode } from '../domain/correspondents/correspondent-key';
import type { Correction } from '../domain/annulment';
import type { Correspondent } from '../domain/registration';
import type { AskAnnulmentBody } from './annulments.schema';
import type { RegisterBody } from './protocol.schema';

type GivenCorrespondent = RegisterBody['recipients'][number];

/** What the register writes of a sender who is not known. */
const UNKNOWN = { ANONYMOUS: 'Anonimo', ILLEGIBLE: 'Illeggibile' } as const;

/** The body of a request as the use case takes it: what was left empty in a form says nothing, and is not stated. */
export function documentOf(body: RegisterBody): DocumentToRegister {
  const { sender, furtherSenders, recipients, annexDocumentIds, annexes, paper, onDuplicates, ...rest } =
    body;
  return {
    ...withoutEmpty(rest),
    onDuplicates: onDuplicates ?? (body.arrivalId === undefined ? 'GO_ON' : 'ASK'),
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

export function correspondentOf({ kind, name, ...given }: GivenCorrespondent): Correspondent {
  if (kind === 'ANONYMOUS' || kind === 'ILLEGIBLE') return { kind, name: name || UNKNOWN[kind] };
  const { taxCode, ...more } = withoutEmpty(given);
  return { kind, name, ...more, ...(taxCode !== undefined && { taxCode: tidyTaxCode(taxCode) }) };
}

type Stated<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

export function withoutEmpty<T extends object>(given: T): Stated<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  ) as Stated<T>;
}
