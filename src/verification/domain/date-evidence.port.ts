import type { InclusionStep } from '@libro-firma/kernel';

/** What may prove by when a file existed, beside what the file itself holds. */
export type DateEvidenceKind = 'DAILY_REGISTER' | 'PEC' | 'DEPOSIT';

/**
 * A text that names the digest of a file, with a timestamp over all of that text, or over the root of a tree in which it is: the register of a day, a receipt of
 * certified mail, a report of deposit. It proves nothing by being handed over: the timestamp is verified, and the instant
 * that counts is the one that it states. So the date of a registration in a database cannot become a proof, whoever hands
 * it over, and nothing that was appended to a signed file afterwards can name a digest into it.
 *
 * @standard DPCM 22-2-2013 art. 41, 62; RFC 3161
 */
export interface DateEvidence {
  readonly kind: DateEvidenceKind;
  /** How people find it, such as `registro giornaliero 2026/329`. */
  readonly reference: string;
  readonly content: Buffer;
  /** How `content` is in the tree whose root, a SHA-256 value, is the imprint of the token; without it `content` itself was. */
  readonly way?: { readonly salt: Buffer; readonly steps: readonly InclusionStep[] };
  /** Time-stamp token over `content` or that root, DER. */
  readonly token: Buffer;
}

/** Implemented by later modules, which know such files; they give it to `ProofsOfDate.add` when they start. */
export interface DateEvidenceSource {
  /** Evidence in which the digest, SHA-256 in hexadecimal, may stand. */
  evidenceFor(bodyId: string, sha256: string): Promise<readonly DateEvidence[]>;
}
