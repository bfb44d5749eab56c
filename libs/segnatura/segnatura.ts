/**
 * What a segnatura says (DPR 445/2000 art. 55; AgID, Linee guida sul documento informatico, allegato 6 §2), in
 * English words; only the writer knows the names on the wire.
 */
export interface Segnatura {
  readonly heading: Heading;
  /** Heading of the message that this one answers. */
  readonly answers?: Omit<Heading, 'reserved'>;
  readonly sender: Party;
  readonly recipients: readonly Recipient[];
  readonly main: SegnaturaFile;
  readonly annexes: readonly SegnaturaFile[];
}

export interface Heading {
  readonly identifier: Identifier;
  /** Only for a document that was registered before and is sent again. */
  readonly firstRegistration?: Identifier;
  readonly subject: string;
  readonly classification: { readonly title: string; readonly code: string };
  readonly caseFile?: { readonly title: string; readonly code: string };
  readonly reserved?: { readonly note?: string };
}

export interface Identifier {
  readonly body: IpaCode;
  readonly aoo: IpaCode;
  readonly registerCode: string;
  /** Seven digits or more. */
  readonly number: string;
  /** `YYYY-MM-DD`, Europe/Rome. */
  readonly date: string;
  /** `HH:MM:SS`, Europe/Rome. */
  readonly time?: string;
}

/** A code of the national index of public bodies, and what it stands for. */
export interface IpaCode {
  readonly code: string;
  readonly name?: string;
}

export type Party = PublicBodyParty | CompanyParty | PersonParty | ForeignBodyParty;

export interface PublicBodyParty {
  readonly kind: 'PUBLIC_BODY';
  readonly name: string;
  readonly taxCode?: string;
  readonly ipa: IpaCode;
  readonly email?: string;
  readonly aoo?: IpaCode;
}

export interface CompanyParty {
  readonly kind: 'COMPANY';
  readonly name: string;
  readonly taxCode?: string;
  readonly email?: string;
}

export interface PersonParty {
  readonly kind: 'PERSON';
  readonly givenName: string;
  readonly familyName: string;
  readonly taxCode?: string;
  readonly email?: string;
}

export interface ForeignBodyParty {
  readonly kind: 'FOREIGN_BODY';
  readonly name: string;
  readonly office?: string;
  readonly email?: string;
}

export type Recipient = Party & { readonly confirm?: boolean; readonly forInformation?: boolean };

export interface SegnaturaFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly description?: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly signed?: Mark;
  readonly sealed?: Mark;
  readonly timestamped?: Mark;
}

/** Within the file itself, or in files beside it. */
export type Mark = 'WITHIN' | readonly { readonly fileName: string; readonly mediaType?: string }[];
