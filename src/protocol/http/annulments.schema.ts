import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';
import { ANNULMENT_SCOPES } from '../domain/annulment';
import { correspondent } from './protocol.schema';

const correctionGiven = z.discriminatedUnion('field', [
  z.object({ field: z.literal('subject'), value: z.string().trim().min(1).max(4_000) }),
  z.object({ field: z.enum(['senders', 'recipients']), value: z.array(correspondent).min(1).max(1_000) }),
]);

export const askAnnulmentBody = z.object({
  scope: z.enum(ANNULMENT_SCOPES),
  reason: z.string().trim().min(3).max(2_000),
  corrections: z.array(correctionGiven).max(3).default([]),
});

export const decideAnnulmentsBody = z.object({
  requestIds: z.array(idSchema).min(1).max(500),
  granted: z.boolean(),
  actReference: z.string().trim().max(500).optional(),
  note: z.string().trim().max(2_000).optional(),
});

const place = z.object({
  registrationId: idSchema,
  year: z.number().int(),
  number: z.string(),
  registeredOn: z.iso.date(),
  subject: z.string(),
});

export const annulmentDesk = z.object({
  waiting: z.array(
    place.extend({
      requestId: idSchema,
      scope: z.enum(ANNULMENT_SCOPES),
      corrections: z.array(z.object({ field: z.string(), value: z.unknown() })),
      reason: z.string(),
      askedBy: z.string(),
      askedAt: instantSchema,
    }),
  ),
  toAnnul: z.array(place),
});

export type AskAnnulmentBody = z.infer<typeof askAnnulmentBody>;
export type AnnulmentDesk = z.infer<typeof annulmentDesk>;
