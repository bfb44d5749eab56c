import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';
import { WEBHOOK_EVENTS } from '../domain/webhook-event';

export const webhookEvent = z.enum(WEBHOOK_EVENTS);

export const newWebhook = z.object({
  name: z.string().trim().min(1).max(100),
  url: z.url().max(1_000),
  events: z.array(webhookEvent).min(1).max(WEBHOOK_EVENTS.length),
});

export const addedWebhook = z.object({ id: idSchema, secret: z.string() });

export const webhookView = z.object({
  id: idSchema,
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  createdAt: instantSchema,
});
export const webhookList = z.object({ items: z.array(webhookView) });

export const webhookCallView = z.object({
  id: idSchema,
  event: z.string(),
  owedAt: instantSchema,
  tries: z.number().int(),
  outcome: z.string().nullable(),
  nextTryAt: instantSchema.nullable(),
  deliveredAt: instantSchema.nullable(),
});
export const webhookCallList = z.object({ items: z.array(webhookCallView) });

export const callParams = z.object({ id: idSchema, callId: idSchema });

export type AddedWebhook = z.infer<typeof addedWebhook>;
export type WebhookList = z.infer<typeof webhookList>;
export type WebhookCallList = z.infer<typeof webhookCallList>;
