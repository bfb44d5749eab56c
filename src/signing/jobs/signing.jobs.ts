import { defineScheduledJob } from '../../platform/queue/job-definition';

/** Each certificate about once a day; hourly, so that a day's work is spread and a restart loses nothing. */
export const watchCertificatesJob = defineScheduledJob({
  name: 'signing.watch-certificates',
  queue: 'office',
  everyMs: 3_600_000,
});

export const signingJobs = [watchCertificatesJob];
