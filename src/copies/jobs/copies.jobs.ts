import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';

/** With protocol the copy waits for the number; without, it follows the last signature. */
export const makeCopyJob = defineJob({
  name: 'copies.make-copy',
  queue: 'archive',
  on: ['signing-request.registered', 'signing-request.signed'],
  effect: 'idempotent',
  schema: z.object({ requestId: z.uuid(), numbering: z.enum(['PROTOCOL', 'NONE']).optional() }),
  retry: RETRY.patient,
});

export const copiesJobs = [makeCopyJob];
