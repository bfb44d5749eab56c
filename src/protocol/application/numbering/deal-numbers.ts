import { legalDate, legalYear, newId } from '@libro-firma/kernel';
import type { RegisteredFile } from '../../domain/registration';
import type { RegistrationEntry } from '../../domain/registration-entry';
import { type HashedFile, REGISTRATION_FORM, registrationHash } from '../../domain/registration-hash';
import { type LastEntry, NO_ENTRY_BEFORE, numberAfter } from '../../domain/registration-number';
import { type NumberingRequest, registerOf } from './numbering-request';

/**
 * The entries that follow `last`, one for each request in order, all of one instant; the first of a register has
 * `firstNumber`. Called under the register's lock.
 */
export function dealNumbers(
  requests: readonly NumberingRequest[],
  last: LastEntry | null,
  { instant, firstNumber }: { readonly instant: Date; readonly firstNumber: number },
): RegistrationEntry[] {
  const day = { instant, date: legalDate(instant), year: legalYear(instant), firstNumber };
  let before = last;
  return requests.map((request) => {
    const entry = entryAfter(before, request, day);
    before = entry;
    return entry;
  });
}

interface Day {
  readonly instant: Date;
  readonly date: string;
  readonly year: number;
  readonly firstNumber: number;
}

function entryAfter(last: LastEntry | null, request: NumberingRequest, day: Day): RegistrationEntry {
  const { command, facts } = request;
  const { names, hash: namesHash } = facts.namesOf(command.classificationCode);
  // Added to what was just made: spreads of literals this large are what a batch would spend most of its time on.
  const entry = Object.assign(statedBy(request), registerOf(request), {
    form: REGISTRATION_FORM,
    id: newId(),
    registerCode: facts.register.code,
    year: day.year,
    number: numberAfter(last, day.year, day.firstNumber),
    registeredAt: day.instant,
    registeredOn: day.date,
    files: command.files.map(hashedFile),
    segnaturaHash: namesHash,
    previousHash: last?.hash ?? NO_ENTRY_BEFORE,
  } as const);
  return Object.assign(entry, { hash: registrationHash(entry), names, access: command.reserved ?? null });
}

function statedBy({ command }: NumberingRequest) {
  return {
    direction: command.direction,
    subject: command.subject,
    sender: command.sender,
    furtherSenders: command.furtherSenders ?? [],
    recipients: command.recipients,
    classificationCode: command.classificationCode,
    means: command.means ?? null,
    messageId: command.messageId ?? null,
    senderReference: command.senderReference ?? null,
    senderReferenceDate: command.senderReferenceDate ?? null,
    receivedOn: command.receivedOn ?? null,
    deferral: command.deferral ?? null,
    reserved: command.reserved !== undefined,
    emergency: command.emergency ?? null,
    againOf: command.againOf ?? null,
    isOpen: command.isOpen ?? false,
    operatorId: command.operatorId,
    officeId: command.officeId,
    key: command.key,
  };
}

function hashedFile(file: RegisteredFile): HashedFile {
  const { role, fileName, mediaType, size, sha256, documentVersionId, signed } = file;
  return {
    role,
    fileName,
    mediaType,
    size,
    algorithm: sha256 === null ? 'NONE' : 'SHA-256',
    hash: sha256,
    documentVersionId,
    signed,
    medium: file.medium ?? 'DIGITAL',
    description: file.description ?? null,
    sheets: file.sheets ?? null,
    place: file.place ?? null,
    flags: file.flags ?? [],
  };
}
