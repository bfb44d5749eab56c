import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

const TEN_MINUTES = 600_000;

/** Asks often whether the lists are due, so that a process that starts late does not wait for hours. */
export const refreshListsJob = defineJob({
  name: 'verification.refresh-lists',
  queue: 'archive',
  on: [],
  everyMs: TEN_MINUTES,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

export const verificationJobs = [refreshListsJob];
