import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';
import { CLERK_ACTIONS, DISPATCH_CHANNELS, DISPATCH_STATES, PRINT_COPIES } from '../domain/dispatch';

export const openDispatchesBody = z.object({
  /** All recipients, each by the channel proposed for it, when empty. */
  items: z
    .array(
      z.object({
        recipient: z.number().int().min(0).max(999),
        channel: z.enum(DISPATCH_CHANNELS).optional(),
        address: z.email().max(200).optional(),
      }),
    )
    .max(1_000)
    .default([]),
  overruled: z.string().trim().max(1_000).optional(),
});

export const recordDispatchBody = z.object({
  action: z.enum(CLERK_ACTIONS),
  version: z.number().int().min(1),
  means: z.string().trim().max(100).optional(),
  on: z.iso.date().optional(),
  proof: z.string().trim().max(1_000).optional(),
});

const dispatchView = z.object({
  id: idSchema,
  registrationId: idSchema,
  recipient: z.string(),
  channel: z.enum(DISPATCH_CHANNELS),
  address: z.string().nullable(),
  state: z.enum(DISPATCH_STATES),
  code: z.string().nullable(),
  version: z.number().int(),
  waitsFor: z.enum(['SEAL', 'MAIL', 'COPY', 'CLERK']).nullable(),
  /** Of what goes on paper: READY is at `GET registrations/:id/print-copy`. Null where there is nothing to copy. */
  printCopy: z.enum(PRINT_COPIES).nullable(),
  actions: z.array(z.enum(CLERK_ACTIONS)),
  overruled: z.string().nullable(),
  nextTryAt: instantSchema.nullable(),
  updatedAt: instantSchema,
  attempts: z.array(
    z.object({
      step: z.string(),
      code: z.string().nullable(),
      detail: z.record(z.string(), z.string()),
      at: instantSchema,
    }),
  ),
});
export const dispatchList = z.object({ items: z.array(dispatchView) });
export const dispatchDesk = z.object({
  items: z.array(
    dispatchView.extend({
      number: z.string(),
      year: z.number().int(),
      subject: z.string(),
      annulled: z.boolean(),
    }),
  ),
});
export type DispatchList = z.infer<typeof dispatchList>;
export type DispatchDesk = z.infer<typeof dispatchDesk>;
