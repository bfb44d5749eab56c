import { z } from 'zod';
import { DISPATCH_TO_PRINT } from '../../protocol';
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

/** Who has no digital address gets paper: one copy for each entry, and word of it for each dispatch. */
export const makePrintCopyJob = defineJob({
  name: 'copies.make-print-copy',
  queue: 'archive',
  on: [DISPATCH_TO_PRINT],
  effect: 'idempotent',
  schema: z.object({ dispatchId: z.uuid(), registrationId: z.uuid() }),
  retry: RETRY.patient,
});

export const copiesJobs = [makeCopyJob, makePrintCopyJob];
