/** A registered document on its way to one recipient by mail. */
export interface Letter {
  /** Fixed before the first try: the same in each. */
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly LetterFile[];
}

export interface LetterFile {
  readonly fileName: string;
  readonly mediaType: string;
  /** Local file, read while it is sent. */
  readonly path: string;
}

/**
 * TAKEN: the server answers for it now. NOT_YET: it certainly did not leave, and may later. REFUSED: never as it is.
 * UNKNOWN: the connection broke while the server was taking it.
 */
export type CarrierOutcome =
  | { readonly kind: 'TAKEN'; readonly response: string }
  | { readonly kind: 'NOT_YET' | 'REFUSED' | 'UNKNOWN'; readonly code: string; readonly response: string };

/** Gives a letter to a mail server, once; what came of it is an answer, never a fault. */
export interface MailCarrier {
  /** False where no server is configured: mail then waits on the clerk's desk. */
  readonly isOpen: boolean;
  send(letter: Letter): Promise<CarrierOutcome>;
}

export const MAIL_CARRIER = Symbol('mail carrier');
