/**
 * What this library is willing to spend on one file. Past a bound the file is refused with its own code; no bound
 * is ever met by a wrong answer. Sizes are bytes, the others are counts.
 */
export interface PdfBounds {
  /** Size of the whole file. */
  readonly maxFileBytes: number;
  /** Arrays and dictionaries inside each other, fields inside fields, page tree nodes inside nodes. */
  readonly maxDepth: number;
  /** Text of one object, the data of a stream not counted. */
  readonly maxObjectBytes: number;
  /** Object numbers; ISO 32000-1 Annex C.2 names 8,388,607. */
  readonly maxObjects: number;
  /** Cross-reference sections, that is saved revisions, two for a linearised file. */
  readonly maxXrefSections: number;
  /** One stream after its filters. */
  readonly maxDecodedBytes: number;
  /** All streams decoded while one document is open. */
  readonly maxTotalDecodedBytes: number;
  /** Leaves of the page tree. */
  readonly maxPages: number;
  /** Objects that one inspection visits. */
  readonly maxVisitedObjects: number;
  /** Form fields. */
  readonly maxFields: number;
}

/** Bounds that hold where a caller states none. A single-core machine inspects a file at the bounds in seconds. */
export const DEFAULT_BOUNDS: PdfBounds = {
  maxFileBytes: 4_000_000_000,
  maxDepth: 100,
  maxObjectBytes: 32 * 1024 * 1024,
  maxObjects: 8_388_607,
  maxXrefSections: 2_000,
  maxDecodedBytes: 128 * 1024 * 1024,
  maxTotalDecodedBytes: 512 * 1024 * 1024,
  maxPages: 200_000,
  maxVisitedObjects: 500_000,
  maxFields: 100_000,
};
