import { StateTable } from '@libro-firma/kernel';

export const REQUEST_STATES = ['QUEUED', 'WAITING', 'DONE'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const requestStates = new StateTable<
  RequestState,
  'conclude' | 'postpone' | 'wake' | 'hasten' | 'abandon'
>(
  'verification-request',
  'QUEUED',
  ['DONE'],
  [
    {
      id: 'V1',
      action: 'conclude',
      from: ['QUEUED'],
      to: 'DONE',
      actor: 'system',
      guard: 'the verdict is not TRY_LATER, or it was tried as often as it is tried',
      effect: 'a run; the file is removed unless it was asked to be kept',
    },
    {
      id: 'V2',
      action: 'postpone',
      from: ['QUEUED'],
      to: 'WAITING',
      actor: 'system',
      guard: 'TRY_LATER: who issued a certificate did not answer',
      effect: 'a run that is shown meanwhile; the next try, each later than the one before',
    },
    {
      id: 'V3',
      action: 'wake',
      from: ['WAITING'],
      to: 'QUEUED',
      actor: 'system',
      guard: 'the instant of the next try has come',
      effect: 'the file is verified again',
    },
    {
      id: 'V4',
      action: 'hasten',
      from: ['WAITING'],
      to: 'QUEUED',
      actor: 'who asked',
      guard: 'the one who asked does not want to wait for that instant',
      effect: 'the file is verified again',
    },
    {
      id: 'V5',
      action: 'abandon',
      from: ['QUEUED'],
      to: 'DONE',
      actor: 'system',
      guard: 'the file cannot be read any more, or brings its verification down',
      effect: 'no run; the reason is told in its place, and the file is removed',
    },
  ],
);

const MINUTE_MS = 60_000;

/** How long after each try the next one comes; after the last there is none (EN 319 102-1 §5.1.3, TRY_LATER). */
const WAITS_MS = [2, 15, 60, 360, 720].map((minutes) => minutes * MINUTE_MS);

/** The longest that a file waits for its last try. */
export const LONGEST_WAIT_MS = WAITS_MS.reduce((sum, wait) => sum + wait, 24 * 60 * MINUTE_MS);

/** When to try again after `tries` tries; null when that was the last. */
export function nextTryAfter(tries: number, now: Date): Date | null {
  const wait = WAITS_MS[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
