import { createHash } from 'node:crypto';
import { legalDate, legalTime, newId } from '@libro-firma/kernel';
import { SEGNATURA_VERSION } from '@libro-firma/segnatura';
import type { RegisteredFile } from '../../domain/registration';
import type { RegistrationEntry } from '../../domain/registration-entry';
import { type HashedFile, registrationHash } from '../../domain/registration-hash';
import { type LastEntry, NO_ENTRY_BEFORE, numberAfter, numberText } from '../../domain/registration-number';
import { segnaturaOf } from '../segnatura-of';
import { type NumberingRequest, registerOf } from './numbering-request';

/** The entries that follow `last`, one for each request in order, all of one instant. Called under the register's lock. */
export function dealNumbers(
  requests: readonly NumberingRequest[],
  last: LastEntry | null,
  instant: Date,
): RegistrationEntry[] {
  const day = { date: legalDate(instant), time: legalTime(instant) };
  let before = last;
  return requests.map((request) => {
    const entry = entryAfter(before, request, instant, day);
    before = entry;
    return entry;
  });
}

function entryAfter(
  last: LastEntry | null,
  request: NumberingRequest,
  instant: Date,
  day: { date: string; time: string },
): RegistrationEntry {
  const { command, facts } = request;
  const { year, number } = numberAfter(last, instant);
  const xml = segnaturaOf(command, facts, { number: numberText(number), ...day });
  const entry = {
    id: newId(),
    ...registerOf(request),
    registerCode: facts.register.code,
    year,
    number,
    registeredAt: instant,
    registeredOn: day.date,
    direction: command.direction,
    subject: command.subject,
    sender: command.sender,
    recipients: command.recipients,
    classificationCode: command.classificationCode,
    means: command.means ?? null,
    senderReference: command.senderReference ?? null,
    receivedOn: command.receivedOn ?? null,
    operatorId: command.operatorId,
    officeId: command.officeId,
    key: command.key,
    files: command.files.map(hashedFile),
    segnaturaHash: createHash('sha256').update(xml, 'utf8').digest(),
    previousHash: last?.hash ?? NO_ENTRY_BEFORE,
  };
  return { ...entry, hash: registrationHash(entry), segnatura: { version: SEGNATURA_VERSION, xml } };
}

function hashedFile({ sha256, ...file }: RegisteredFile): HashedFile {
  return { ...file, algorithm: 'SHA-256', hash: sha256 };
}
