import type { Clock } from '@libro-firma/kernel';
import type { LastEntry } from '../../domain/registration-number';

/** How long the register waits for a clock that is behind its last entry, or that the database does not agree with. */
export const CLOCK_PATIENCE_MS = 5_000;
/** Two machines differ by this much in health: shorter than taking the lock again. */
const WAITED_UNDER_LOCK_MS = 250;

/** The instant of a batch, or how far the clock is from where it should be. */
export type Instant = { readonly at: Date } | { readonly behindMs: number };

/** What a clock is held against. */
export interface Witnesses {
  readonly last: LastEntry | null;
  readonly databaseNow: Date;
  /** How far the database's clock may be from ours before neither is believed. */
  readonly toleranceMs: number;
}

/**
 * The one instant of a batch, asked under the lock: no number bears a time before that of the number ahead of it, and
 * none a time that the database's clock contradicts. Where two machines' clocks differ a little the later one is waited
 * for; more is for the caller, who lets go of the lock.
 */
export async function trustedInstant(clock: Clock, witnesses: Witnesses): Promise<Instant> {
  const apart = Math.abs(witnesses.databaseNow.getTime() - clock.now().getTime()) - witnesses.toleranceMs;
  if (apart > 0) return { behindMs: apart };
  let behindMs = lag(clock, witnesses.last);
  if (behindMs > 0 && behindMs <= WAITED_UNDER_LOCK_MS) {
    await wait(behindMs + 1);
    behindMs = lag(clock, witnesses.last);
  }
  return behindMs > 0 ? { behindMs } : { at: clock.now() };
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function lag(clock: Clock, last: LastEntry | null): number {
  return last ? last.registeredAt.getTime() - clock.now().getTime() : 0;
}
