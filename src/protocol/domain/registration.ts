/** Who sent a document or to whom it goes, in the words of DPR 445/2000 art. 53. */
export interface Correspondent {
  readonly kind: 'PERSON' | 'COMPANY' | 'PUBLIC_BODY';
  /** Given name of a person, full name of the others. */
  readonly name: string;
  readonly familyName?: string;
  readonly taxCode?: string;
  /** Code in the national index of public bodies (IPA). */
  readonly ipaCode?: string;
  readonly email?: string;
}

export const DIRECTIONS = ['INCOMING', 'OUTGOING', 'INTERNAL'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A file as it is registered: its hash is what the number is bound to for ever. */
export interface RegisteredFile {
  readonly role: 'MAIN' | 'ANNEX';
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly documentVersionId: string | null;
  readonly signed: boolean;
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
  readonly recipients: readonly Correspondent[];
  readonly classificationCode: string;
  readonly files: readonly RegisteredFile[];
  readonly operatorId: string | null;
  readonly officeId: string | null;
  /** How the document came or goes: PEC, mail, by hand… */
  readonly means?: string;
  /** The sender's own number and date. */
  readonly senderReference?: string;
  /** Day of arrival when it is not that of registration (`YYYY-MM-DD`). */
  readonly receivedOn?: string;
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
