import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

export const buildPackageJob = defineJob({
  name: 'archive.build-package',
  queue: 'archive',
  on: ['copy.made', 'signing-request.verdict-accepted'],
  effect: 'idempotent',
  schema: z.object({ requestId: z.uuid() }),
  retry: RETRY.patient,
});

export const archiveJobs = [buildPackageJob];
