import type { CorrespondentInput, ArrivalDetail } from '../../api/protocol-types';
import type { Direction, IncomingInput } from '../../api/types';
import type { TextId } from '../../texts/use-texts';
import type { Holder } from '../request-form/form-state';
import { nextKey } from '../request-form/form-state';
import type { FileEntry } from '../request-form/use-files';

export const SENDER_KINDS = [
  'PERSON',
  'COMPANY',
  'PUBLIC_BODY',
  'FOREIGN_BODY',
  'ANONYMOUS',
  'ILLEGIBLE',
] as const;
export type SenderKind = (typeof SENDER_KINDS)[number];

export interface Sender {
  readonly key: string;
  readonly kind: SenderKind;
  readonly name: string;
  readonly familyName: string;
  readonly email: string;
  readonly taxCode: string;
  readonly ipaCode: string;
  readonly aooCode: string;
}

export interface Paper {
  readonly medium: 'PAPER' | 'OBJECT';
  readonly sheets: string;
  readonly description: string;
  readonly place: string;
}

export interface IncomingForm {
  readonly direction: Direction;
  /** Who sent it; of what goes out or stays, who gets it. */
  readonly senders: readonly Sender[];
  readonly subject: string;
  readonly classification: string;
  readonly receivedOn: string;
  readonly means: NonNullable<IncomingInput['means']>;
  readonly reference: string;
  readonly referenceDate: string;
  readonly messageId: string;
  readonly documentType: string;
  readonly deferralReason: string;
  readonly deferralBy: string;
  /** Null: not reserved. */
  readonly readers: readonly Holder[] | null;
  /** Null: files. */
  readonly paper: Paper | null;
}

export const EMPTY_PAPER: Paper = { medium: 'PAPER', sheets: '', description: '', place: '' };
const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' });

export const isNamed = (kind: SenderKind) => kind !== 'ANONYMOUS' && kind !== 'ILLEGIBLE';

export function emptySender(): Sender {
  return {
    key: nextKey(),
    kind: 'PERSON',
    name: '',
    familyName: '',
    email: '',
    taxCode: '',
    ipaCode: '',
    aooCode: '',
  };
}

export function senderOf(known: Omit<CorrespondentInput, 'name'> & { name?: string | undefined }): Sender {
  const empty = emptySender();
  return {
    ...empty,
    kind: known.kind,
    name: known.name ?? '',
    familyName: known.familyName ?? '',
    email: known.email ?? '',
    taxCode: known.taxCode ?? '',
    ipaCode: known.ipaCode ?? '',
    aooCode: known.aooCode ?? '',
  };
}

export function emptyIncoming(direction: Direction = 'INCOMING'): IncomingForm {
  return {
    direction,
    senders: [emptySender()],
    subject: '',
    classification: '',
    receivedOn: TODAY.format(new Date()),
    means: direction === 'OUTGOING' ? 'PEC' : 'HAND',
    reference: '',
    referenceDate: '',
    messageId: '',
    documentType: '',
    deferralReason: '',
    deferralBy: '',
    readers: null,
    paper: null,
  };
}

/** What is known of the arrival stands in the form already, to be accepted or changed. */
export function incomingOf({ hints, receivedAt }: ArrivalDetail): IncomingForm {
  return {
    ...emptyIncoming(),
    senders: [hints.sender ? senderOf(hints.sender) : emptySender()],
    subject: hints.subject ?? '',
    receivedOn: TODAY.format(new Date(receivedAt)),
    means: hints.means ?? 'HAND',
    reference: hints.senderReference ?? '',
    referenceDate: hints.senderReferenceDate ?? '',
    messageId: hints.messageId ?? '',
    documentType: hints.documentType ?? '',
  };
}

export type IncomingPlace = 'file' | 'sender' | 'subject' | 'classification';
export type IncomingLacks = Readonly<Partial<Record<IncomingPlace, TextId>>>;

export function incomingLacks(
  form: IncomingForm,
  files: readonly FileEntry[],
  arrivalId: string | null,
): IncomingLacks {
  const needsFile = arrivalId === null && form.paper === null && files.length === 0;
  // Inside the house the office that registers is known by itself: whom it is for may be left open.
  const mayBeOpen = form.direction === 'INTERNAL' && form.senders.length === 1;
  const isNameless = !mayBeOpen && form.senders.some(({ kind, name }) => isNamed(kind) && name.trim() === '');
  return {
    ...(needsFile && { file: 'incoming.error.file' as const }),
    ...(files.some((file) => file.state === 'sending') && { file: 'form.error.uploading' as const }),
    ...(files.some((file) => file.state === 'refused') && { file: 'form.error.refused' as const }),
    ...(isNameless && { sender: 'incoming.error.sender' as const }),
    ...(form.subject.trim().length < 3 && { subject: 'form.error.subject' as const }),
    ...(!form.classification && { classification: 'form.error.classification' as const }),
  };
}

export function correspondentOfSender(sender: Sender): CorrespondentInput {
  const { kind, name, familyName, email, taxCode, ipaCode, aooCode } = sender;
  if (!isNamed(kind)) return { kind };
  const stated = {
    ...(kind === 'PERSON' && { familyName }),
    ...(kind !== 'FOREIGN_BODY' && { taxCode }),
    ...(kind === 'PUBLIC_BODY' && { ipaCode, aooCode }),
    email,
  };
  return { kind, name: name.trim(), ...filled(stated) };
}

/** What the service is asked to register; what was left empty is not stated. */
export function inputOf(
  form: IncomingForm,
  documentIds: readonly string[],
  arrivalId: string | null,
): IncomingInput {
  const { deferralReason, deferralBy, readers, paper } = form;
  const [first, ...others] = documentIds;
  const annexes = paper || arrivalId !== null ? documentIds : others;
  return {
    subject: form.subject.trim(),
    ...partiesOf(form),
    classificationCode: form.classification,
    means: form.means,
    annexDocumentIds: [...annexes],
    ...(arrivalId !== null && { arrivalId }),
    ...(arrivalId === null && !paper && first !== undefined && { documentId: first }),
    ...(paper && { paper: paperOf(paper) }),
    ...(deferralReason.trim() && {
      deferral: { reason: deferralReason.trim(), authorisedBy: deferralBy.trim() },
    }),
    ...(readers && { reserved: { personIds: readers.map(({ id }) => id), officeIds: [] } }),
    ...filled({
      receivedOn: form.direction === 'INCOMING' ? form.receivedOn : '',
      senderReference: form.reference,
      senderReferenceDate: form.referenceDate,
      messageId: form.messageId,
      documentType: form.documentType,
    }),
  };
}

function partiesOf({
  direction,
  senders,
}: IncomingForm): Pick<IncomingInput, 'direction' | 'sender' | 'furtherSenders' | 'recipients'> {
  const stated = senders.filter(({ kind, name }) => !isNamed(kind) || name.trim() !== '');
  const parties = stated.map(correspondentOfSender);
  if (direction !== 'INCOMING') return { direction, sender: null, recipients: parties };
  const [sender, ...furtherSenders] = parties;
  return { direction, sender: sender ?? null, furtherSenders };
}

function paperOf({ medium, sheets, description, place }: Paper) {
  return {
    medium,
    place: place.trim(),
    ...filled({ description }),
    ...(Number(sheets) > 0 && { sheets: Number(sheets) }),
  };
}

function filled<Fields extends Readonly<Record<string, string>>>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).map(([name, text]) => [name, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<Fields>;
}
