import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';

const day = z.iso.date();
const text = z.string().trim().min(3).max(500);
/** Kinds of steps; the signature books refuse one that they do not know. */
const kinds = z
  .array(z.enum(['ENDORSE', 'OPINION', 'SIGN', 'READ']))
  .min(1)
  .max(4);

export const delegationBody = z.object({
  delegatorId: idSchema.optional(),
  delegateId: idSchema,
  actReference: text,
  reason: text,
  kinds,
  documentTypeIds: z.array(idSchema).min(1).max(100).optional(),
  amountLimit: z.number().min(0).max(999_999_999_999).optional(),
  validFrom: day,
  validTo: day,
});
export const revocationBody = z.object({ reason: text });
export const absenceBody = z.object({
  personId: idSchema.optional(),
  reason: text,
  validFrom: day,
  validTo: day,
});
export const substitutesBody = z.object({
  personId: idSchema.optional(),
  /** In their order; empty: nobody stands in any more. */
  substituteIds: z.array(idSchema).max(20),
  actReference: text,
  validFrom: day,
});
export const coverQuery = z.object({
  from: day.optional(),
  days: z.coerce.number().int().min(1).max(92).default(31),
});

export const delegationView = z.object({
  id: idSchema,
  delegatorId: idSchema,
  delegator: z.string(),
  delegateId: idSchema,
  delegate: z.string(),
  actReference: z.string(),
  reason: z.string(),
  kinds: z.array(z.string()),
  documentTypeIds: z.array(idSchema).nullable(),
  amountLimit: z.string().nullable(),
  validFrom: day,
  validTo: day,
  revokedAt: instantSchema.nullable(),
  revocationReason: z.string().nullable(),
  inForce: z.boolean(),
  /** True when the reader may end it. */
  revocable: z.boolean(),
});
export const absenceView = z.object({
  id: idSchema,
  personId: idSchema,
  person: z.string(),
  reason: z.string(),
  validFrom: day,
  validTo: day,
  endedAt: instantSchema.nullable(),
});
export const substituteView = z.object({
  personId: idSchema,
  person: z.string(),
  substituteId: idSchema,
  substitute: z.string(),
  position: z.number().int(),
  actReference: z.string(),
});
export const powersView = z.object({
  delegations: z.array(delegationView),
  absences: z.array(absenceView),
  substitutes: z.array(substituteView),
});
export const coverView = z.object({
  from: day,
  days: z.number().int(),
  uncovered: z.array(z.object({ day, officeId: idSchema, office: z.string(), role: z.string() })),
});

export type PowersView = z.infer<typeof powersView>;
export type CoverView = z.infer<typeof coverView>;
