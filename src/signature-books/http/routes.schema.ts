import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';
import { CONTAINERS } from '../domain/elsewhere/containers';
import { CORNERS, FOUR_EYES, NUMBERING_ORDERS, PAGES } from '../domain/type-policy';
import { WANTED_SIGNATURES } from '../domain/verdict-on-signature';
import { addresseeInput, routeStepInput, stepKind } from './signature-books.schema';

export const rehearsalBody = z.object({
  documentTypeId: idSchema.optional(),
  route: z.array(routeStepInput).min(1).max(30),
});
export const rehearsalView = z.object({
  steps: z.array(
    z.object({
      kind: stepKind,
      stage: z.number().int(),
      addressees: z.array(z.string()),
      opensAt: instantSchema,
      endsAt: instantSchema,
      people: z.array(z.string()),
      absent: z.array(z.string()),
      obstacle: z.string().nullable(),
    }),
  ),
  expectedEnd: instantSchema,
  isPossible: z.boolean(),
});

/** A template names people as it names seats: by `addressees`. */
const { holderIds: _holderIds, ...stepShape } = routeStepInput.shape;
const templateStep = z.object({
  ...stepShape,
  addressees: z.array(addresseeInput).max(20).default([]),
});
export const templateBody = z.object({
  name: z.string().trim().min(3).max(200),
  documentTypeId: idSchema.nullable().default(null),
  officeId: idSchema.nullable().default(null),
  /** Roles that may use it; null: whoever may write requests. */
  roles: z.array(z.string().max(60)).min(1).max(20).nullable().default(null),
  steps: z.array(templateStep).min(1).max(30),
});
export const templateChange = templateBody.extend({ version: z.number().int().min(1) });
export const templateQuery = z.object({ documentTypeId: idSchema.optional() });
export const templateEnd = z.object({ version: z.coerce.number().int().min(1) });

export const templateView = z.object({
  id: idSchema,
  name: z.string(),
  version: z.number().int(),
  documentTypeId: idSchema.nullable(),
  officeId: idSchema.nullable(),
  roles: z.array(z.string()).nullable(),
  steps: z.array(
    z.object({ ...stepShape, addressees: z.array(addresseeInput), labels: z.array(z.string()) }),
  ),
  /** True when the reader may change or end it. */
  keeps: z.boolean(),
});
export const templateList = z.object({ items: z.array(templateView) });

export const policyInput = z.object({
  registers: z.array(z.union([z.literal('PROTOCOL'), idSchema])).max(5),
  fourEyes: z.enum(FOUR_EYES),
  mustRead: z.boolean(),
  deadline: z.enum(['soft', 'hard']),
  stepHours: z.number().int().min(1).max(2_000).nullable(),
  unansweredReturns: z.boolean(),
  keepsEndorsements: z.boolean(),
  /** What a signature must be to count; null: as the installation says. */
  signature: z.enum(WANTED_SIGNATURES).nullable().optional(),
  /** B: the number is taken when the last signer confirms, and printed in his signature, at `numberPlace`. */
  order: z.enum(NUMBERING_ORDERS).optional(),
  numberPlace: z
    .object({
      page: z.number().int().min(-100).max(1_000),
      x: z.number().min(0).max(2_000),
      y: z.number().min(0).max(2_000),
      width: z.number().min(60).max(2_000),
      height: z.number().min(30).max(2_000),
    })
    .nullable()
    .optional(),
  container: z.enum(CONTAINERS).optional(),
  envelopesSigned: z.boolean().optional(),
  /** Where a signature is seen on the page; null: nowhere. */
  appearance: z
    .object({ page: z.enum(PAGES), corner: z.enum(CORNERS) })
    .nullable()
    .optional(),
});
export const typeBody = z.object({
  code: z.string().trim().min(1).max(60),
  name: z.string().trim().min(3).max(200),
  policy: policyInput,
});
export const typeChange = typeBody.omit({ code: true });
export const typeList = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      name: z.string(),
      policy: policyInput,
      /** What its registers are called. */
      registers: z.array(z.string()),
    }),
  ),
});

export type RehearsalView = z.infer<typeof rehearsalView>;
export type TemplateView = z.infer<typeof templateView>;
export type TemplateList = z.infer<typeof templateList>;
export type TypeList = z.infer<typeof typeList>;
