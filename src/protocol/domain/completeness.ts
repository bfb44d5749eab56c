import type { Refusal } from '@libro-firma/kernel';
import { protocolRefusals } from './protocol.refusals';
import type { Correspondent, RegisterCommand, RegisteredFile } from './registration';

/** All.5 counts annexes up to 9999; the others are bounds of our own. */
export const BOUNDS = {
  subject: 4_000,
  text: 1_000,
  key: 200,
  correspondents: 1_000,
  files: 10_000,
  access: 1_000,
} as const;

const SHA256 = /^[0-9a-f]{64}$/;
/** What neither PostgreSQL, nor canonical JSON, nor XML can hold. */
const NOT_WRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** White space, and characters that show nothing: a text of these alone says nothing. */
const SHOWS_NOTHING = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * What a registration lacks of that without which there is none: subject, counterpart, the hash of its document (DPR
 * 445/2000 art. 53 par. 1); or what it has that cannot be kept. Null when nothing is wrong. The document itself is never
 * a reason: intake refuses nothing for its content (CAD art. 40-bis).
 */
export function whatIsWrong(command: RegisterCommand): Refusal | null {
  if (command.subject.replace(SHOWS_NOTHING, '') === '') return protocolRefusals.SUBJECT_MISSING();
  const { length } = command.subject;
  if (length > BOUNDS.subject) return protocolRefusals.SUBJECT_TOO_LONG({ length, most: BOUNDS.subject });
  if (!hasCounterpart(command)) return protocolRefusals.COUNTERPART_MISSING();
  if (command.files.filter((file) => file.role === 'MAIN').length !== 1)
    return protocolRefusals.FILE_MISSING();
  return (
    command.files.map(wrongFile).find((wrong) => wrong !== null) ??
    beyondBounds(command) ??
    unwritable(command)
  );
}

/** Whoever sent it or gets it: the names beside the first one too. */
export function correspondentsOf(
  command: Pick<RegisterCommand, 'sender' | 'furtherSenders' | 'recipients'>,
): readonly Correspondent[] {
  const { sender, furtherSenders = [], recipients } = command;
  return [...(sender ? [sender] : []), ...furtherSenders, ...recipients];
}

/** Bytes have a hash; paper and objects have none, but sheets or a description, and a place. */
function wrongFile(file: RegisteredFile): Refusal | null {
  const { medium = 'DIGITAL', sha256, fileName, sheets, place, description } = file;
  if (medium === 'DIGITAL')
    return sha256 !== null && SHA256.test(sha256) ? null : protocolRefusals.HASH_MALFORMED({ fileName });
  const isDescribed = medium === 'PAPER' ? (sheets ?? 0) > 0 : (description ?? '').trim() !== '';
  return sha256 === null && isDescribed && (place ?? '').trim() !== ''
    ? null
    : protocolRefusals.PAPER_NOT_DESCRIBED({ fileName });
}

function hasCounterpart({ direction, sender, recipients, officeId }: RegisterCommand): boolean {
  switch (direction) {
    case 'INCOMING':
      return sender !== null;
    case 'OUTGOING':
      return recipients.length > 0;
    case 'INTERNAL': // from office to office: the one that registers is known by itself
      return officeId !== null || sender !== null || recipients.length > 0;
  }
}

function beyondBounds(command: RegisterCommand): Refusal | null {
  const { reserved } = command;
  const sizes: readonly (readonly [string, number, number])[] = [
    ['key', command.key.length, BOUNDS.key],
    ['recipients', correspondentsOf(command).length, BOUNDS.correspondents],
    ['files', command.files.length, BOUNDS.files],
    ['reserved', (reserved?.personIds.length ?? 0) + (reserved?.officeIds.length ?? 0), BOUNDS.access],
    ...textsOf(command).map(([field, text]) => [field, text.length, BOUNDS.text] as const),
  ];
  const over = sizes.find(([, size, bound]) => size > bound);
  return over ? protocolRefusals.OUT_OF_BOUNDS({ field: over[0], bound: over[2] }) : null;
}

function unwritable(command: RegisterCommand): Refusal | null {
  const texts = [['subject', command.subject], ['key', command.key], ...textsOf(command)] as const;
  const wrong = texts.find(([, text]) => NOT_WRITABLE.test(text));
  return wrong ? protocolRefusals.TEXT_NOT_WRITABLE({ field: wrong[0] }) : null;
}

type FieldText = readonly [string, string];

function textsOf(command: RegisterCommand): FieldText[] {
  return [
    ['classificationCode', command.classificationCode],
    ['means', command.means ?? ''],
    ['messageId', command.messageId ?? ''],
    ['senderReference', command.senderReference ?? ''],
    ['deferral', command.deferral?.reason ?? ''],
    ['deferral', command.deferral?.authorisedBy ?? ''],
    ['emergency', Object.values(command.emergency ?? {}).join(' ')],
    ...correspondentsOf(command).flatMap(textsOfCorrespondent),
    ...command.files.flatMap(textsOfFile),
  ];
}

function textsOfFile({ fileName, mediaType, description, place }: RegisteredFile): FieldText[] {
  return [
    ['fileName', fileName],
    ['mediaType', mediaType],
    ['description', description ?? ''],
    ['place', place ?? ''],
  ];
}

function textsOfCorrespondent(correspondent: Correspondent): FieldText[] {
  const { name, familyName, taxCode, ipaCode, aooCode, email } = correspondent;
  return [name, familyName, taxCode, ipaCode, aooCode, email].map(
    (text) => ['correspondent', text ?? ''] as const,
  );
}
