import type { DetachedContent } from '../../validation/validation-options';

/** What one signature of a file covers. */
export interface SignedPart {
  readonly certificateSha256: string;
  /** Whether this byte of the changed file is one that the signature covers, and means something else than before. */
  isChanged(changed: Buffer, place: number): boolean;
}

/** A file that was signed here, and who signed what of it. */
export interface SignedKind {
  readonly name: string;
  /** What is changed: the signed file, or the content of a detached signature. */
  readonly subject: Buffer;
  readonly parts: readonly SignedPart[];
  /** The file to be validated and what goes with it, once the subject was changed. */
  toValidate(subject: Buffer): { readonly file: Buffer; readonly contents?: readonly DetachedContent[] };
}

/** Start and end of bytes, the end exclusive. */
export type Span = readonly [start: number, end: number];

/** Every byte in these spans is covered, and any other value of it is another content. */
export function partOfSpans(certificateSha256: string, spans: readonly Span[]): SignedPart {
  const isChanged = (_changed: Buffer, place: number): boolean =>
    spans.some(([start, end]) => place >= start && place < end);
  return { certificateSha256, isChanged };
}
