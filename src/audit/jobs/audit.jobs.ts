import { defineScheduledJob } from '../../platform/queue/job-definition';

/** Often, so that a change that nobody sealed has hardly a second; cheap when the journal has gained nothing. */
export const sealJournalJob = defineScheduledJob({
  name: 'audit.seal-journal',
  queue: 'archive',
  everyMs: 1_000,
});

export const auditJobs = [sealJournalJob];
