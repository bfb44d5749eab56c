import { z } from 'zod';
import { defineJob, defineScheduledJob, RETRY } from '../../platform/queue/job-definition';

const TEN_MINUTES = 600_000;

/** Asks often whether the lists are due, so that a process that starts late does not wait for hours. */
export const refreshListsJob = defineScheduledJob({
  name: 'verification.refresh-lists',
  queue: 'archive',
  everyMs: TEN_MINUTES,
});

export const verifyFileJob = defineJob({
  name: 'verification.verify-file',
  queue: 'office',
  on: ['verification.queued'],
  effect: 'idempotent',
  schema: z.object({ requestId: z.uuid(), tries: z.number().int() }),
  retry: RETRY.patient,
});

/** The same for a piece of a batch. */
export const verifyPieceJob = defineJob({
  ...verifyFileJob,
  name: 'verification.verify-piece',
  queue: 'archive',
  on: ['verification.piece-queued'],
});

const HALF_A_MINUTE = 30_000;

/** Tries again what could not be told, and removes files past their time. */
export const tendRequestsJob = defineScheduledJob({
  name: 'verification.tend-requests',
  queue: 'office',
  everyMs: HALF_A_MINUTE,
});

export const verificationJobs = [refreshListsJob, verifyFileJob, verifyPieceJob, tendRequestsJob];
