/** Does the work once on one file; `target` is where a made file goes. */
export type Work = (file: string, target: string) => void | Promise<void>;

export interface Measured {
  readonly perSecond: number;
  readonly peakMb: number;
  /** Before the first file; known of what runs in a process of ours. */
  readonly idleMb?: number;
}
