import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

/** Each certificate about once a day; hourly, so that a day's work is spread and a restart loses nothing. */
export const watchCertificatesJob = defineJob({
  name: 'signing.watch-certificates',
  queue: 'office',
  on: [],
  everyMs: 3_600_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

export const signingJobs = [watchCertificatesJob];
