import { z } from 'zod';
import { defineJob, RETRY } from '../../platform/queue/job-definition';
import { WEBHOOK_EVENTS } from '../domain/webhook-event';

const shared = { queue: 'office', effect: 'transaction', retry: RETRY.patient } as const;

export const notifyHoldersJob = defineJob({
  ...shared,
  name: 'notifications.notify-holders',
  on: ['signing-request.step-opened'],
  schema: z.object({
    requestId: z.uuid(),
    kind: z.enum(['SIGN', 'ENDORSE']),
    holderIds: z.array(z.uuid()),
    subject: z.string(),
  }),
});

export const notifyReturnedJob = defineJob({
  ...shared,
  name: 'notifications.notify-returned',
  on: ['signing-request.returned'],
  schema: z.object({ requestId: z.uuid(), requesterId: z.uuid(), subject: z.string(), reason: z.string() }),
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

export const notifySignerJob = defineJob({
  ...shared,
  name: 'notifications.notify-signer',
  on: ['signing-batch.finished'],
  schema: z.object({ personId: z.uuid(), signed: z.number().int(), total: z.number().int() }),
});

/** Each thing that happens is owed to the webhooks that asked for it; the payload itself is not read. */
export const oweWebhookCallsJob = defineJob({
  ...shared,
  name: 'notifications.owe-webhook-calls',
  on: WEBHOOK_EVENTS,
  schema: z.unknown(),
});

/** The waits between tries are longer than a queue should hold a job: what is due is looked for instead. */
export const makeWebhookCallsJob = defineJob({
  name: 'notifications.make-webhook-calls',
  queue: 'archive',
  on: [],
  everyMs: 1_000,
  effect: 'idempotent',
  schema: z.object({}),
  retry: RETRY.brief,
});

export const notificationsJobs = [
  notifyHoldersJob,
  notifyReturnedJob,
  notifyRegisteredJob,
  notifySignerJob,
  oweWebhookCallsJob,
  makeWebhookCallsJob,
];
