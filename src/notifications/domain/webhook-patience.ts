const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits after each try that failed; past the last one a person decides whether to send again. About a day and a half. */
const WAITS_MS = [5_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];

/** When to try again after `tries` failures, or null: no more by itself. */
export function nextTryAfter(tries: number, failedAt: Date): Date | null {
  const wait = WAITS_MS[tries - 1];
  return wait === undefined ? null : new Date(failedAt.getTime() + wait);
}

/** How long one try may take before another process may make it again. */
export const TRY_LEASE_MS = MINUTE_MS;
