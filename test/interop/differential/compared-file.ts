import type { DetachedContent } from '@libro-firma/signature';

/** A file on which three engines are asked. */
export interface ComparedFile {
  /** Where it comes from: a folder of the corpus, or what was done to a file of ours. */
  readonly origin: string;
  readonly name: string;
  readonly path: string;
  readonly contents: readonly (DetachedContent & { readonly path: string })[];
}

/**
 * What an engine says of a file, trust left aside, since the anchors of most files are nobody's any more: `FAILED` when a
 * signature is broken, or something forbidden came after it; `INTACT` when nothing is; `NONE` when it sees no signature;
 * `UNREAD` when it gives up.
 */
export type Verdict = 'INTACT' | 'FAILED' | 'NONE' | 'UNREAD';

/** A verdict with the words for it. */
export interface Opinion {
  readonly verdict: Verdict;
  readonly why: string;
}
