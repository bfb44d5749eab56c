import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

/** Often: what was registered is found by its words within the second. Cheap when nothing is owed. */
export const indexRegisterJob = defineJob({
  name: 'protocol.index-register',
  queue: 'office',
  on: [],
  everyMs: 500,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

export const protocolJobs = [indexRegisterJob];
