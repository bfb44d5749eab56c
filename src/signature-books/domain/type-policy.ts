import type { Container } from './elsewhere/containers';
import type { WantedSignature } from './verdict-on-signature';

/** Who of those who wrote an act may sign it. */
export const FOUR_EYES = ['drafter-may-sign', 'drafter-not-alone', 'drafter-never'] as const;

/**
 * A: signed, hashed, then numbered. B: numbered when the last signer confirms, and printed in the visible field of his
 * signature; no page is ever stamped.
 */
export const NUMBERING_ORDERS = ['A', 'B'] as const;

/** Points from the lower left corner of a page as the reader holds it; page 1 is the first, -1 the last. */
export interface NumberPlace {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const PAGES = ['first', 'last'] as const;
export const CORNERS = ['bottom-left', 'bottom-right', 'top-left', 'top-right'] as const;

/** Signatures of several signers stand above each other from a corner at the bottom, below each other from one at the top. */
export interface AppearancePlace {
  readonly page: (typeof PAGES)[number];
  readonly corner: (typeof CORNERS)[number];
}

/** What a type of document asks of its requests; copied into each when it starts, so that a later change spares it. */
export interface TypePolicy {
  /** `PROTOCOL` or the id of a repertory register; empty: signed and not numbered. */
  readonly registers: readonly string[];
  readonly fourEyes: (typeof FOUR_EYES)[number];
  /** The main document must have been opened by who acts. */
  readonly mustRead: boolean;
  /** Hard: past its date the request expires. Soft: it is late and its holder's superior is told. */
  readonly deadline: 'soft' | 'hard';
  /** Working hours that a step has when its route names none; null: no limit. */
  readonly stepHours: number | null;
  /** An unanswered question returns the request on the day after it was due. */
  readonly unansweredReturns: boolean;
  /** Endorsements of the revision before count again where no byte has changed. */
  readonly keepsEndorsements: boolean;
  /** What a signature must be to count; null, and absent in what was stored before: as the installation says. */
  readonly signature?: WantedSignature | null | undefined;
  /** Absent: A. */
  readonly order?: (typeof NUMBERING_ORDERS)[number] | undefined;
  /** Of order B: where the last signer's field is seen, with register, number and date in it. */
  readonly numberPlace?: NumberPlace | null | undefined;
  /** What a signature is made in; absent: PAdES, in the PDF itself. */
  readonly container?: Container | undefined;
  /** A PDF that bears signatures already may be signed further in an envelope (.p7m). */
  readonly envelopesSigned?: boolean | undefined;
  /** Where signatures that a device makes are seen; null or absent: nowhere. */
  readonly appearance?: AppearancePlace | null | undefined;
}

export const PLAIN_POLICY: TypePolicy = {
  registers: [],
  fourEyes: 'drafter-may-sign',
  mustRead: false,
  deadline: 'soft',
  stepHours: null,
  unansweredReturns: false,
  keepsEndorsements: false,
};
