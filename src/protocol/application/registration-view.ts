import type { Person } from '../../organisation';
import { isAnnulled } from '../domain/annulment';
import type { Correspondent } from '../domain/registration';
import { barcodeText } from '../domain/paper/barcode';
import { type Reader, mayOpen } from '../domain/reader';
import { numberText } from '../domain/registration-number';
import { correspondentName } from '../domain/search-words';
import type { FoundRegistration } from '../infrastructure/found-entries';

const SYSTEM = 'registrazione automatica';
const RESERVED = 'Riservata';

/** An entry in a list. To whoever may not open it, it is its number, its date and that it is reserved. */
export function summaryOf(entry: FoundRegistration, reader: Reader, people: ReadonlyMap<string, Person>) {
  const place = {
    id: entry.id,
    number: numberText(entry.number),
    year: entry.year,
    registeredAt: entry.registeredAt.toISOString(),
    registeredOn: entry.registeredOn,
    registerCode: entry.registerCode,
    reserved: entry.readers !== null,
    annulled: isAnnulled(entry.annulments),
    corrected: entry.annulments.some(({ scope }) => scope === 'DATA'),
    imported: false,
  };
  if (!mayOpen(reader, entry))
    return {
      ...place,
      masked: true,
      direction: null,
      subject: RESERVED,
      correspondents: [],
      classificationCode: '',
      operator: '',
      fileCount: 0,
    };
  const counterparts =
    entry.direction === 'OUTGOING' ? entry.recipients : [...sendersOf(entry), ...entry.recipients];
  return {
    ...place,
    masked: false,
    direction: entry.direction,
    subject: entry.subject,
    correspondents: counterparts.map(correspondentName),
    classificationCode: entry.classes.at(-1)?.code ?? entry.classificationCode,
    operator: entry.operatorId === null ? SYSTEM : (people.get(entry.operatorId)?.fullName ?? ''),
    fileCount: entry.files?.length ?? 0,
  };
}

export function detailOf(entry: FoundRegistration, reader: Reader, people: ReadonlyMap<string, Person>) {
  return {
    ...summaryOf(entry, reader, people),
    direction: entry.direction,
    senders: sendersOf(entry),
    recipients: entry.recipients,
    means: entry.means,
    messageId: entry.messageId,
    senderReference: entry.senderReference,
    senderReferenceDate: entry.senderReferenceDate,
    receivedOn: entry.receivedOn,
    deferral: entry.deferral,
    emergency: entry.emergency,
    annulments: entry.annulments.map(({ decidedBy, decidedAt, ...annulment }) => ({
      ...annulment,
      decidedBy: people.get(decidedBy)?.fullName ?? '',
      decidedAt: new Date(decidedAt).toISOString(),
    })),
    againOf: entry.againOf,
    againId: entry.againId,
    isOpen: entry.isOpen && entry.completedSha256 === null,
    completedSha256: entry.completedSha256,
    officeId: entry.officeId,
    barcode: barcodeOf(entry),
    registeredClassification: { code: entry.classificationCode, title: entry.names?.classTitle ?? '' },
    laterClassifications: entry.classes.map(({ code, reason, decidedBy, decidedAt }) => ({
      code,
      reason,
      decidedBy: decidedBy === null ? '' : (people.get(decidedBy)?.fullName ?? ''),
      decidedAt: new Date(decidedAt).toISOString(),
    })),
    hash: entry.hash.toString('hex'),
    previousHash: entry.previousHash.toString('hex'),
    files: (entry.files ?? []).map((file, position) => ({ position, ...file })),
  };
}

/** What the label of its paper says; null for an entry of form 1, whose names were written into its segnatura alone. */
function barcodeOf({ names, registerCode, year, number }: FoundRegistration): string | null {
  return (
    names && barcodeText({ bodyCode: names.bodyCode, aooCode: names.aooCode, registerCode, year, number })
  );
}

export function sendersOf({
  sender,
  furtherSenders,
}: Pick<FoundRegistration, 'sender' | 'furtherSenders'>): readonly Correspondent[] {
  return [...(sender ? [sender] : []), ...furtherSenders];
}
