import { legalTime } from '@libro-firma/kernel';
import {
  type Identifier,
  type Party,
  type Segnatura,
  type SegnaturaFile,
  writeSegnatura,
} from '@libro-firma/segnatura';
import type { Correspondent } from '../domain/registration';
import type { HashedFile, HashedRegistration } from '../domain/registration-hash';
import { numberText } from '../domain/registration-number';
import type { SegnaturaNames } from '../domain/segnatura-names';

/** Nobody is called like this; the schema has no other place for a sender who is not known. */
const UNKNOWN = { ANONYMOUS: 'Anonimo', ILLEGIBLE: 'Mittente illeggibile' } as const;

/**
 * The segnatura of a registration (DPR 445/2000 art. 55), from its row and the names of its day alone: the same bytes
 * each time. Null where the main document is paper or an object: the schema has no place for what has no hash, and the
 * segnatura of paper is the label.
 */
export function segnaturaOf(entry: HashedRegistration, names: SegnaturaNames): string | null {
  const main = entry.files.find((file) => file.role === 'MAIN');
  if (main?.hash === null || main?.hash === undefined) return null;
  const body = { code: names.bodyCode, name: names.bodyName };
  const aoo = { code: names.aooCode, name: names.aooName };
  const ourselves: Party = {
    kind: 'PUBLIC_BODY',
    name: names.bodyName,
    ipa: body,
    aoo,
    ...(names.mailbox !== null && { email: names.mailbox }),
  };
  const segnatura: Segnatura = {
    heading: {
      identifier: identifierOf(entry, names),
      subject: entry.subject,
      classification: { code: entry.classificationCode, title: names.classTitle },
      ...(entry.reserved && { reserved: {} }),
    },
    sender: entry.direction === 'INCOMING' && entry.sender ? partyOf(entry.sender) : ourselves,
    recipients:
      entry.direction === 'INCOMING' || entry.recipients.length === 0
        ? [ourselves]
        : entry.recipients.map(partyOf),
    main: fileOf(main),
    annexes: entry.files.filter((file) => file.role === 'ANNEX' && file.hash !== null).map(fileOf),
  };
  return writeSegnatura(segnatura);
}

/** By what the registration is known to other offices. */
export function identifierOf(
  entry: Pick<HashedRegistration, 'registerCode' | 'number' | 'registeredOn' | 'registeredAt'>,
  { bodyCode, bodyName, aooCode, aooName }: SegnaturaNames,
): Identifier {
  return {
    body: { code: bodyCode, name: bodyName },
    aoo: { code: aooCode, name: aooName },
    registerCode: entry.registerCode,
    number: numberText(entry.number),
    date: entry.registeredOn,
    time: legalTime(entry.registeredAt),
  };
}

function fileOf({ fileName, mediaType, hash, signed, description }: HashedFile): SegnaturaFile {
  return {
    fileName,
    mediaType,
    sha256: hash ?? '',
    ...(description !== null && { description }),
    ...(signed && { signed: 'WITHIN' }),
  };
}

/** A body whose IPA code is not known is written as a legal person: the schema has no public body without a code. */
function partyOf(correspondent: Correspondent): Party {
  const { kind, name, familyName, taxCode, ipaCode, aooCode, email } = correspondent;
  const more = { ...(taxCode !== undefined && { taxCode }), ...(email !== undefined && { email }) };
  switch (kind) {
    case 'PERSON':
      return familyName === undefined
        ? { kind, givenName: '', familyName: name, ...more }
        : { kind, givenName: name, familyName, ...more };
    case 'ANONYMOUS':
    case 'ILLEGIBLE':
      return { kind: 'PERSON', givenName: '', familyName: UNKNOWN[kind] };
    case 'FOREIGN_BODY':
      return { kind, name, ...(email !== undefined && { email }) };
    case 'PUBLIC_BODY':
      return ipaCode === undefined
        ? { kind: 'COMPANY', name, ...more }
        : { kind, name, ipa: { code: ipaCode, name }, ...(aooCode && { aoo: { code: aooCode } }), ...more };
    case 'COMPANY':
      return { kind, name, ...more };
  }
}
