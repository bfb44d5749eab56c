import type { Refusal } from '@libro-firma/kernel';
import { protocolRefusals } from './protocol.refusals';
import type { Correspondent, RegisterCommand } from './registration';

/** All.5 counts annexes up to 9999; the others are bounds of our own. */
export const BOUNDS = {
  subject: 4_000,
  text: 1_000,
  key: 200,
  correspondents: 1_000,
  files: 10_000,
} as const;

const SHA256 = /^[0-9a-f]{64}$/;
/** What neither PostgreSQL, nor canonical JSON, nor XML can hold. */
const NOT_WRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * What a registration lacks of that without which there is none: subject, counterpart, the hash of its document (DPR
 * 445/2000 art. 53 par. 1); or what it has that cannot be kept. Null when nothing is wrong. The document itself is never
 * a reason: intake refuses nothing for its content (CAD art. 40-bis).
 */
export function whatIsWrong(command: RegisterCommand): Refusal | null {
  if (command.subject.trim() === '') return protocolRefusals.SUBJECT_MISSING();
  if (!hasCounterpart(command)) return protocolRefusals.COUNTERPART_MISSING();
  if (command.files.filter((file) => file.role === 'MAIN').length !== 1)
    return protocolRefusals.FILE_MISSING();
  const malformed = command.files.find((file) => !SHA256.test(file.sha256));
  if (malformed) return protocolRefusals.HASH_MALFORMED({ fileName: malformed.fileName });
  return beyondBounds(command) ?? unwritable(command);
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
  const sizes: readonly (readonly [string, number, number])[] = [
    ['subject', command.subject.length, BOUNDS.subject],
    ['key', command.key.length, BOUNDS.key],
    ['recipients', command.recipients.length, BOUNDS.correspondents],
    ['files', command.files.length, BOUNDS.files],
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

function textsOf(command: RegisterCommand): (readonly [string, string])[] {
  return [
    ['classificationCode', command.classificationCode],
    ['means', command.means ?? ''],
    ['senderReference', command.senderReference ?? ''],
    ...(command.sender ? textsOfCorrespondent('sender', command.sender) : []),
    ...command.recipients.flatMap((recipient) => textsOfCorrespondent('recipients', recipient)),
    ...command.files.flatMap(
      (file) =>
        [
          ['fileName', file.fileName],
          ['mediaType', file.mediaType],
        ] as const,
    ),
  ];
}

function textsOfCorrespondent(field: string, correspondent: Correspondent): (readonly [string, string])[] {
  const { name, familyName, taxCode, ipaCode, email } = correspondent;
  return [name, familyName, taxCode, ipaCode, email].map((text) => [field, text ?? ''] as const);
}
