/** An entry of the emergency register, linked for ever to the ordinary number that it got (DPR 445/2000 art. 63 par. 5). */
export interface Emergency {
  /** The station that wrote it: its prefix makes its numbers its own. */
  readonly station: string;
  readonly number: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly cause: string;
}
