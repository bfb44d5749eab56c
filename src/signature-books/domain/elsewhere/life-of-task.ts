import { legalDate, legalTime, type Refusal } from '@libro-firma/kernel';
import { elsewhereRefusals as refusals } from './elsewhere.refusals';

/** Clocks of desktop computers differ from ours; a signature never bears a time much later than its arrival. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
const SECOND_MS = 1_000;

export interface StatedTimes {
  /** Claimed by the signer. */
  readonly signingTime: Date | null;
  /** Of the timestamps over the value. */
  readonly stampedAt: readonly Date[];
}

/**
 * A signature of this task was made after the task was there, which is after its files were frozen, and before it came.
 * What it claims of itself, and what its timestamps state, must both lie within; seconds are all that formats tell.
 */
export function faultOfTime(
  { signingTime, stampedAt }: StatedTimes,
  openedAt: Date,
  now: Date,
): Refusal | null {
  const stated = [...(signingTime ? [signingTime] : []), ...stampedAt];
  if (stated.length === 0) return refusals.NO_SIGNING_TIME();
  const since = Math.floor(openedAt.getTime() / SECOND_MS) * SECOND_MS;
  const early = stated.find((instant) => instant.getTime() < since);
  if (early) return refusals.SIGNED_BEFORE_ITS_TIME({ signedAt: told(early), since: told(openedAt) });
  const late = stated.find((instant) => instant.getTime() > now.getTime() + CLOCKS_DIFFER_MS);
  return late ? refusals.SIGNED_IN_THE_FUTURE({ signedAt: told(late) }) : null;
}

function told(instant: Date): string {
  return `${legalDate(instant)} ${legalTime(instant)}`;
}
