const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 30;
const MOST_REMEMBERED = 10_000;

/**
 * Counts who asks for codes, so that nobody tries them one after the other. In the memory of each process: the code's
 * 128 random bits are the wall, this is the door-keeper.
 */
export class Visitors {
  private counts = new Map<string, number>();
  private since = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** False when this address has asked often enough for this minute. */
  mayAsk(address: string): boolean {
    if (this.now() - this.since >= WINDOW_MS || this.counts.size >= MOST_REMEMBERED) {
      this.counts = new Map();
      this.since = this.now();
    }
    const count = (this.counts.get(address) ?? 0) + 1;
    this.counts.set(address, count);
    return count <= MOST_IN_WINDOW;
  }
}
