import { z } from 'zod';
import { defineJob, defineScheduledJob, RETRY } from '../../platform/queue/job-definition';

const ofRequest = z.object({ requestId: z.uuid(), revision: z.number().int() });
const ofItems = z.object({ batchId: z.uuid(), itemIds: z.array(z.uuid()) });

export const checkRequestJob = defineJob({
  name: 'signature-books.check-request',
  queue: 'office',
  on: ['signing-request.started'],
  effect: 'transaction',
  schema: ofRequest,
  retry: RETRY.patient,
});

export const askNumberJob = defineJob({
  name: 'signature-books.ask-number',
  queue: 'office',
  on: ['signing-request.signed', 'signing-request.number-due'],
  effect: 'idempotent',
  together: 25,
  schema: ofRequest.extend({ numbering: z.enum(['PROTOCOL', 'NONE']) }),
  retry: RETRY.patient,
});

export const takeNumberJob = defineJob({
  name: 'signature-books.take-number',
  queue: 'office',
  on: ['registration.committed'],
  effect: 'transaction',
  together: 25,
  schema: z.object({
    registrationId: z.uuid(),
    key: z.string(),
    number: z.string(),
    registeredOn: z.string(),
  }),
  retry: RETRY.patient,
});

/** The protocol says it of every registration; those that no request asked for are passed by. */
export const showAnnulledJob = defineJob({
  name: 'signature-books.show-annulled',
  queue: 'office',
  on: ['registration.annulled'],
  effect: 'transaction',
  schema: z.object({ registrationId: z.uuid() }),
  retry: RETRY.patient,
});

/** Each move of a dispatch may be the last: then all that was sent has arrived. */
export const deliverRequestJob = defineJob({
  name: 'signature-books.deliver-request',
  queue: 'office',
  on: ['dispatch.moved'],
  effect: 'transaction',
  schema: z.object({ registrationId: z.uuid(), state: z.string() }),
  retry: RETRY.patient,
});

export const automaticStepJob = defineJob({
  name: 'signature-books.perform-automatic-step',
  queue: 'office',
  on: ['signing-request.automatic-step-due'],
  effect: 'idempotent',
  schema: z.object({ requestId: z.uuid(), stepId: z.uuid() }),
  retry: RETRY.patient,
});

export const archiveRequestJob = defineJob({
  name: 'signature-books.archive-request',
  queue: 'archive',
  on: ['package.built'],
  effect: 'transaction',
  together: 25,
  schema: z.object({ requestId: z.uuid(), sha256: z.string(), edition: z.number().int().optional() }),
  retry: RETRY.patient,
});

export const holdRequestJob = defineJob({
  name: 'signature-books.hold-request',
  queue: 'archive',
  on: ['package.withheld'],
  effect: 'transaction',
  schema: z.object({ requestId: z.uuid(), reason: z.string() }),
  retry: RETRY.patient,
});

export const prepareSignaturesJob = defineJob({
  name: 'signature-books.prepare-signatures',
  queue: 'signing',
  on: ['signing-batch.chunk-queued'],
  effect: 'transaction',
  schema: ofItems,
  retry: RETRY.patient,
});

export const completeSignaturesJob = defineJob({
  name: 'signature-books.complete-signatures',
  queue: 'signing',
  on: ['signing-batch.values-stored'],
  effect: 'transaction',
  schema: ofItems,
  retry: RETRY.patient,
});

export const judgePendingJob = defineJob({
  name: 'signature-books.judge-pending',
  queue: 'signing',
  on: ['signing-batch.verdicts-pending'],
  effect: 'idempotent',
  schema: ofItems,
  retry: RETRY.patient,
});

/** Signatures whose issuers did not answer are asked about again, each at its own time. */
export const judgeDueJob = defineScheduledJob({
  name: 'signature-books.judge-due',
  queue: 'office',
  everyMs: 5_000,
});

/** Timestamps that an authority did not give while files were made are appended when it answers again. */
export const stampDueJob = defineScheduledJob({
  name: 'signature-books.stamp-due',
  queue: 'office',
  everyMs: 30_000,
});

/** Windows, leases and deadlines; cheap when none is due. */
export const keepTimeJob = defineScheduledJob({
  name: 'signature-books.keep-time',
  queue: 'office',
  everyMs: 1_000,
});

/** Powers end with the day; a minute is soon enough. */
export const lapseTasksJob = defineScheduledJob({
  name: 'signature-books.lapse-tasks',
  queue: 'office',
  everyMs: 60_000,
});

export const signatureBooksJobs = [
  keepTimeJob,
  lapseTasksJob,
  checkRequestJob,
  askNumberJob,
  takeNumberJob,
  showAnnulledJob,
  deliverRequestJob,
  automaticStepJob,
  archiveRequestJob,
  holdRequestJob,
  prepareSignaturesJob,
  completeSignaturesJob,
  judgePendingJob,
  judgeDueJob,
  stampDueJob,
];
