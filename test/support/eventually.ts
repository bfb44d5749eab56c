const LOOK_EVERY_MS = 20;

/** Waits for something that tells nobody when it happens; fails with what was last seen, never with a bare timeout. */
export async function eventually<T>(
  wanted: string,
  look: () => Promise<T | null | undefined | false>,
  { seconds = 60 }: { seconds?: number } = {},
): Promise<T> {
  const until = Date.now() + seconds * 1_000;
  let lastFault: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      lastFault = undefined;
    } catch (fault) {
      lastFault = fault;
    }
    if (Date.now() > until)
      throw new Error(
        `${wanted}: not within ${seconds} s`,
        lastFault === undefined ? {} : { cause: lastFault },
      );
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
}
