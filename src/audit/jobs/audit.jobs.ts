import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

/** Often, so that a change that nobody sealed has hardly a second; cheap when the journal has gained nothing. */
export const sealJournalJob = defineJob({
  name: 'audit.seal-journal',
  queue: 'archive',
  on: [],
  everyMs: 1_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

export const auditJobs = [sealJournalJob];
