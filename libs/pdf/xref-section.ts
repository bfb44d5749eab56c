import type { PdfDictionary } from './objects';

/** Where an object stands: `offset` is absolute; `free` means deleted. ISO 32000-1 §7.5.4, §7.5.8.3. */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly type: 'compressed'; readonly streamNumber: number; readonly index: number };

/**
 * One cross-reference section with its trailer (ISO 32000-1 §7.5.4, §7.5.5, §7.5.8), that is: what one saved revision
 * wrote, or one of the two halves of a linearised file. Offsets are absolute, except where stated.
 */
export interface XrefSection {
  readonly style: 'table' | 'stream';
  /** Of the keyword `xref`, or of the object header of the cross-reference stream. */
  readonly offset: number;
  /** Behind the trailer dictionary, or behind the data of the stream. */
  readonly end: number;
  /** The trailer dictionary, or the dictionary of the stream. */
  readonly trailer: PdfDictionary;
  /** Number of entries that the section declares. */
  readonly entryCount: number;
  /** One more than the highest object number that the section speaks of; 0 for an empty section. */
  readonly size: number;
  /** The section's own entry; those of a hybrid file's /XRefStm count where the table has none or a free one. */
  lookup(objectNumber: number): XrefEntry | undefined;
  /** The object numbers that the section speaks of, in the order of the file; a number may come twice. */
  objectNumbers(): Iterable<number>;
}

/** A run of consecutive object numbers; `locate` is asked with an index from 0 to `count` - 1. */
export interface XrefRun {
  readonly start: number;
  readonly count: number;
  readonly locate: (index: number) => XrefEntry | undefined;
}

/**
 * Finds entries in runs by bisection. `undefined` where two runs speak of the same object number: readers disagree on
 * which one counts.
 */
export function lookupIn(
  runs: readonly XrefRun[],
): ((objectNumber: number) => XrefEntry | undefined) | undefined {
  const sorted = runs.filter((run) => run.count > 0).sort((one, other) => one.start - other.start);
  const overlaps = sorted.some((run, index) => {
    const next = sorted[index + 1];
    return next !== undefined && run.start + run.count > next.start;
  });
  if (overlaps) return undefined;
  return (objectNumber) => {
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = sorted[middle];
      if (!run || objectNumber < run.start) high = middle - 1;
      else if (objectNumber >= run.start + run.count) low = middle + 1;
      else return run.locate(objectNumber - run.start);
    }
    return undefined;
  };
}

/** One more than the highest object number of the runs; 0 without any. */
export function sizeOf(runs: readonly XrefRun[]): number {
  return runs.reduce((size, run) => (run.count > 0 ? Math.max(size, run.start + run.count) : size), 0);
}

/** The object numbers of the runs. */
export function* numbersOf(runs: readonly XrefRun[]): Iterable<number> {
  for (const run of runs) {
    for (let index = 0; index < run.count; index += 1) yield run.start + index;
  }
}
