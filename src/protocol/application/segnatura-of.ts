import { type Party, type Segnatura, type SegnaturaFile, writeSegnatura } from '@libro-firma/segnatura';
import type { Correspondent, RegisterCommand, RegisteredFile } from '../domain/registration';
import type { RegisterFacts } from './register-facts';

export interface NumberOfSegnatura {
  readonly number: string;
  readonly date: string;
  readonly time: string;
}

/** The segnatura of a registration (DPR 445/2000 art. 55), from what is registered and the names of the day. */
export function segnaturaOf(
  command: RegisterCommand,
  { identity, register, plan }: RegisterFacts,
  { number, date, time }: NumberOfSegnatura,
): string {
  const body = { code: identity.bodyIpaCode, name: identity.bodyName };
  const aoo = { code: identity.aooCode, name: identity.aooName };
  const ourselves: Party = {
    kind: 'PUBLIC_BODY',
    name: identity.bodyName,
    ipa: body,
    aoo,
    ...(identity.mailbox !== null && { email: identity.mailbox }),
  };
  const segnatura: Segnatura = {
    heading: {
      identifier: { body, aoo, registerCode: register.code, number, date, time },
      subject: command.subject,
      classification: {
        code: command.classificationCode,
        title: plan.get(command.classificationCode) ?? command.classificationCode,
      },
    },
    sender: command.direction === 'INCOMING' && command.sender ? partyOf(command.sender) : ourselves,
    recipients:
      command.direction === 'INCOMING' || command.recipients.length === 0
        ? [ourselves]
        : command.recipients.map(partyOf),
    ...filesOf(command.files),
  };
  return writeSegnatura(segnatura);
}

function filesOf(files: readonly RegisteredFile[]): { main: SegnaturaFile; annexes: SegnaturaFile[] } {
  const main = files.find((file) => file.role === 'MAIN');
  if (!main) throw new Error('a registration without a main document reached the numbering');
  return { main: fileOf(main), annexes: files.filter((file) => file.role === 'ANNEX').map(fileOf) };
}

function fileOf({ fileName, mediaType, sha256, signed }: RegisteredFile): SegnaturaFile {
  return { fileName, mediaType, sha256, ...(signed && { signed: 'WITHIN' }) };
}

/** A body whose IPA code is not known is written as a legal person: the schema has no public body without a code. */
function partyOf({ kind, name, familyName, taxCode, ipaCode, email }: Correspondent): Party {
  const more = { ...(taxCode !== undefined && { taxCode }), ...(email !== undefined && { email }) };
  if (kind === 'PERSON')
    return familyName === undefined
      ? { kind, givenName: '', familyName: name, ...more }
      : { kind, givenName: name, familyName, ...more };
  if (kind === 'PUBLIC_BODY' && ipaCode !== undefined)
    return { kind, name, ipa: { code: ipaCode, name }, ...more };
  return { kind: 'COMPANY', name, ...more };
}
