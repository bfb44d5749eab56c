import { z } from 'zod';
import { defineJob, defineScheduledJob, RETRY } from '../../platform/queue/job-definition';
import { WEBHOOK_EVENTS } from '../domain/webhook-event';

const shared = { queue: 'office', effect: 'transaction', retry: RETRY.patient, together: 50 } as const;

const about = z.object({ requestId: z.uuid(), subject: z.string() });

export const notifyHoldersJob = defineJob({
  ...shared,
  name: 'notifications.notify-holders',
  on: ['signing-request.step-opened', 'signing-request.readdressed'],
  schema: about.extend({
    kind: z.enum(['SIGN', 'ENDORSE', 'OPINION', 'READ']),
    addressees: z.array(z.string()),
    urgent: z.boolean().optional(),
  }),
});

/** What concerns the person who wrote the request: it came back, expired, or nobody takes it. */
export const notifyRequesterJob = defineJob({
  ...shared,
  name: 'notifications.notify-requester',
  on: [
    'signing-request.returned',
    'signing-request.sent-back',
    'signing-request.expired',
    'signing-request.declined',
    'signing-request.cancelled',
  ],
  schema: about.extend({ requesterId: z.uuid(), reason: z.string().nullish() }),
});

/** Whoever acted on a revision that came back, was recalled or expired is told as well. */
export const notifyEarlierActorsJob = defineJob({
  ...shared,
  name: 'notifications.notify-earlier-actors',
  on: ['signing-request.returned', 'signing-request.recalled', 'signing-request.sent-back'],
  schema: about.extend({ revision: z.number().int(), reason: z.string().nullish() }),
});

export const notifyAskedJob = defineJob({
  ...shared,
  name: 'notifications.notify-asked',
  on: ['signing-request.suspended', 'signing-request.answered'],
  schema: about.extend({
    question: z.string(),
    answer: z.string().optional(),
    addresseeId: z.uuid().optional(),
    askerId: z.uuid().optional(),
  }),
});

export const notifyOfTimeJob = defineJob({
  ...shared,
  name: 'notifications.notify-of-time',
  on: ['signing-request.step-due-soon', 'signing-request.step-late'],
  schema: about.extend({ personIds: z.array(z.uuid()), dueAt: z.string().optional() }),
});

export const notifyRegisteredJob = defineJob({
  ...shared,
  name: 'notifications.notify-registered',
  on: ['signing-request.registered'],
  schema: z.object({
    requestId: z.uuid(),
    requesterId: z.uuid(),
    subject: z.string(),
    number: z.string(),
    registeredOn: z.string(),
  }),
});

/** Whoever has an entry of the register assigned. What it is about is not said: the entry may be reserved. */
export const notifyAssignedJob = defineJob({
  ...shared,
  name: 'notifications.notify-assigned',
  on: ['registration.assigned'],
  schema: z.object({
    kind: z.enum(['COMPETENCE', 'KNOWLEDGE']),
    number: z.string(),
    year: z.number().int(),
    addressees: z.array(z.string()),
  }),
});

/** Its holder, of a certificate that he can soon, or already, sign with no more. */
export const notifyCertificateJob = defineJob({
  ...shared,
  name: 'notifications.notify-certificate',
  on: ['signing-enrolment.problem-found'],
  schema: z.object({ personId: z.uuid(), problem: z.string(), validTo: z.string() }),
});

/** The records manager and the vicar, of a day whose register was not ready in time. */
export const notifyLateDayJob = defineJob({
  ...shared,
  name: 'notifications.notify-late-day',
  on: ['daily-register.late'],
  schema: z.object({ day: z.string(), dueOn: z.string(), personIds: z.array(z.uuid()) }),
});

export const notifySignerJob = defineJob({
  ...shared,
  name: 'notifications.notify-signer',
  on: ['signing-batch.finished'],
  schema: z.object({ personId: z.uuid(), signed: z.number().int(), total: z.number().int() }),
});

/** Each thing that happens is owed to the webhooks that asked for it; of its payload only ids are read. */
export const oweWebhookCallsJob = defineJob({
  ...shared,
  name: 'notifications.owe-webhook-calls',
  on: WEBHOOK_EVENTS,
  schema: z.object({ registrationId: z.uuid().optional() }),
});

/** The waits between tries are longer than a queue should hold a job: what is due is looked for instead. */
export const makeWebhookCallsJob = defineScheduledJob({
  name: 'notifications.make-webhook-calls',
  queue: 'archive',
  everyMs: 1_000,
});

/** Letters to people; whose is due, their choices and the office's hours say. */
export const sendDigestsJob = defineScheduledJob({
  name: 'notifications.send-digests',
  queue: 'archive',
  everyMs: 15_000,
});

export const notificationsJobs = [
  notifyHoldersJob,
  notifyRequesterJob,
  notifyEarlierActorsJob,
  notifyAskedJob,
  notifyOfTimeJob,
  notifyRegisteredJob,
  notifySignerJob,
  notifyLateDayJob,
  notifyAssignedJob,
  notifyCertificateJob,
  oweWebhookCallsJob,
  makeWebhookCallsJob,
  sendDigestsJob,
];
