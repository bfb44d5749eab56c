import type { Emergency } from './emergency/emergency';

export const CORRESPONDENT_KINDS = [
  'PERSON',
  'COMPANY',
  'PUBLIC_BODY',
  'FOREIGN_BODY',
  'ANONYMOUS',
  'ILLEGIBLE',
] as const;
export type CorrespondentKind = (typeof CORRESPONDENT_KINDS)[number];

/** Who sent a document or to whom it goes, in the words of DPR 445/2000 art. 53. */
export interface Correspondent {
  readonly kind: CorrespondentKind;
  /** Given name of a person, full name of the others; of nobody that is known, what the register writes. */
  readonly name: string;
  readonly familyName?: string;
  readonly taxCode?: string;
  /** Code in the national index of public bodies (IPA). */
  readonly ipaCode?: string;
  /** The public body's AOO, by its code in the same index. */
  readonly aooCode?: string;
  readonly email?: string;
}

export const DIRECTIONS = ['INCOMING', 'OUTGOING', 'INTERNAL'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const MEANS = ['PEC', 'MAIL', 'WEB', 'HAND', 'POST', 'SOAP'] as const;

/** What a file is made of: paper and objects are registered without a hash, by what is written of them. */
export const MEDIA = ['DIGITAL', 'PAPER', 'OBJECT'] as const;
export type Medium = (typeof MEDIA)[number];

/** What intake noticed; never a reason to refuse (CAD art. 40-bis). */
export const FILE_FLAGS = ['ENCRYPTED', 'ACTIVE_CONTENT', 'DAMAGED', 'INFECTED', 'UNKNOWN_FORMAT'] as const;
export type FileFlag = (typeof FILE_FLAGS)[number];

/** A file as it is registered: its hash is what the number is bound to for ever. */
export interface RegisteredFile {
  readonly role: 'MAIN' | 'ANNEX';
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  /** Lower-case hexadecimal; null for paper and objects alone. */
  readonly sha256: string | null;
  readonly documentVersionId: string | null;
  readonly signed: boolean;
  /** DIGITAL when it is left out. */
  readonly medium?: Medium;
  readonly description?: string;
  /** Of paper. */
  readonly sheets?: number;
  /** Where paper or the object is kept. */
  readonly place?: string;
  readonly flags?: readonly FileFlag[];
}

/** Why a document bears today's date although it came earlier, and who allowed it. */
export interface Deferral {
  readonly reason: string;
  readonly authorisedBy: string;
}

/** Who may open a reserved document beside the records manager and whoever registered it. */
export interface AccessList {
  readonly personIds: readonly string[];
  readonly officeIds: readonly string[];
}

/** Everything that a registration says, as the caller states it. Number, date and hash are never stated: they are given. */
export interface RegisterCommand {
  /** The caller's idempotency key, unique in the AOO: repeated, it gets the number that it has. */
  readonly key: string;
  readonly aooId: string;
  /** The AOO's protocol register when it is left out. */
  readonly registerId?: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent | null;
  /** Who sent it together with `sender`. */
  readonly furtherSenders?: readonly Correspondent[];
  readonly recipients: readonly Correspondent[];
  readonly classificationCode: string;
  readonly files: readonly RegisteredFile[];
  readonly operatorId: string | null;
  readonly officeId: string | null;
  /** How the document came or goes: PEC, mail, by hand… */
  readonly means?: string;
  /** Message-ID of the mail that brought it. */
  readonly messageId?: string;
  /** The sender's own number, and its date. */
  readonly senderReference?: string;
  readonly senderReferenceDate?: string;
  /** Day of arrival when it is not that of registration (`YYYY-MM-DD`). */
  readonly receivedOn?: string;
  readonly deferral?: Deferral;
  /** Present: reserved, for those on the list. */
  readonly reserved?: AccessList;
  /** The entry of the emergency register that this one gives its ordinary number. */
  readonly emergency?: Emergency;
  /** The annulled registration whose document is registered again here. */
  readonly againOf?: string;
  /**
   * True when the main file's `sha256` is the digest about to be signed: the number is printed in the act, and the
   * final bytes follow in a completion.
   */
  readonly isOpen?: boolean;
  /**
   * Makes that digest from the number, which nobody knows before: called under the lock of the register, so that it is to
   * be quick, and always with the same answer for the same number. What it throws costs no number.
   */
  readonly bind?: (given: GivenNumber) => Promise<string>;
}

/** What is printed in an act that bears its number. */
export interface GivenNumber {
  readonly number: string;
  readonly registeredOn: string;
  readonly registeredAt: Date;
}

export interface RegisteredNumber {
  readonly registrationId: string;
  /** Seven digits or more, zero-padded. */
  readonly number: string;
  readonly year: number;
  /** Legal date in Europe/Rome, `YYYY-MM-DD`. */
  readonly registeredOn: string;
  readonly registeredAt: Date;
  readonly registerCode: string;
}
