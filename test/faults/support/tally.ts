/** What a kill test found; the five that must be 0 decide the exit code. */
export interface Tally {
  readonly name: string;
  readonly kills: number;
  readonly lost: number;
  readonly doubled: number;
  readonly gaps: number;
  readonly brokenLinks: number;
  readonly stuck: number;
  readonly askedAgain: number;
}

export interface FaultsRequest {
  readonly kills: number | undefined;
  readonly documents: number | undefined;
  readonly redis: boolean;
}
