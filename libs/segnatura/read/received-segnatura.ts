import type { Identifier, IpaCode } from '../segnatura';

/** Which rules a segnatura follows; the first two share their words, the third has others. */
export const EDITIONS = {
  /** AIPA circular 28/2001, after DPCM 31 October 2000: a DTD, no namespace. */
  '2001': '',
  /** AgID (DigitPA) circular 60/2013. */
  '2013': 'http://www.digitPa.gov.it/protocollo/',
  /** AgID, Linee guida sul documento informatico, allegato 6. */
  '3.0.0': 'http://www.agid.gov.it/protocollo/',
} as const;
export type Edition = keyof typeof EDITIONS;

/** Namespace of messages by PEC, where the third edition declares a second root for the same segnatura. */
export const PEC_NAMESPACE = 'http://www.agid.gov.it/protocollo/pec/';

/** What a segnatura of another office says, as far as it says it: what is missing is null and named among the faults. */
export interface ReceivedSegnatura {
  readonly edition: Edition;
  readonly heading: ReceivedHeading;
  /** Registrations that this one answers. */
  readonly answers: readonly ReceivedIdentifier[];
  readonly sender: ReceivedParty | null;
  readonly recipients: readonly ReceivedRecipient[];
  /** Null where the text of the message is the document. */
  readonly main: ReceivedFile | null;
  readonly annexes: readonly ReceivedFile[];
  /** True with a `ds:Signature` in it; whether it holds is for a verifier. */
  readonly isSealed: boolean;
  readonly faults: readonly SegnaturaFault[];
}

/** A part that its edition asks for, and how it fails. */
export interface SegnaturaFault {
  readonly field: string;
  readonly fault: 'MISSING' | 'MALFORMED';
}

export interface ReceivedHeading {
  readonly identifier: ReceivedIdentifier;
  readonly firstRegistration: ReceivedIdentifier | null;
  readonly subject: string | null;
  readonly classifications: readonly { readonly title: string | null; readonly code: string }[];
  readonly caseFile: { readonly title: string | null; readonly code: string } | null;
  readonly isReserved: boolean;
  readonly note: string | null;
}

/** As it was written: a number of other than seven digits is kept and named among the faults. */
export type ReceivedIdentifier = Omit<Identifier, 'body' | 'aoo'> & {
  readonly body: IpaCode;
  readonly aoo: IpaCode;
};

export interface ReceivedParty {
  readonly kind: 'PUBLIC_BODY' | 'COMPANY' | 'PERSON' | 'FOREIGN_BODY';
  readonly name: string;
  readonly familyName: string | null;
  readonly taxCode: string | null;
  readonly ipaCode: string | null;
  readonly aooCode: string | null;
  readonly office: string | null;
  readonly email: string | null;
}

export type ReceivedRecipient = ReceivedParty & {
  readonly confirm: boolean;
  readonly forInformation: boolean;
};

export interface ReceivedFile {
  readonly fileName: string;
  readonly mediaType: string | null;
  readonly description: string | null;
  /** As the sender wrote it; lower-case hexadecimal of what was base64 or hexadecimal. Null: none stated, or not readable. */
  readonly fingerprint: { readonly algorithm: string; readonly hex: string } | null;
}
