import { z } from 'zod';
import { idSchema, instantSchema } from '../../../platform/http';
import { MEANS } from '../../domain/registration';
import { correspondent } from '../protocol.schema';

const text = (most: number) => z.string().trim().min(1).max(most);
const code = z.string().regex(/^[0-9A-Za-z]{1,10}(\.[0-9A-Za-z]{1,10}){0,3}$/);

export const publishPlanBody = z.object({
  name: text(200),
  actReference: text(500),
  validFrom: z.iso.date(),
  entries: z
    .array(
      z.object({
        code,
        title: text(300),
        retentionYears: z.number().int().min(1).max(9_999).nullable().default(null),
      }),
    )
    .min(1)
    .max(5_000),
  successors: z
    .array(z.object({ from: code, to: code }))
    .max(5_000)
    .default([]),
});

export const planView = z.object({
  versions: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      actReference: z.string(),
      validFrom: z.iso.date(),
      publishedBy: z.string().nullable(),
      publishedAt: instantSchema,
    }),
  ),
  entries: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      retentionYears: z.number().int().nullable(),
      inForce: z.boolean(),
      successor: z.string().nullable(),
    }),
  ),
  /** The model for municipalities, to begin from. */
  model: z.array(z.object({ code: z.string(), title: z.string() })),
});

export const proposeClassBody = z.object({
  counterpart: correspondent.nullable().default(null),
  subject: z.string().trim().max(4_000).default(''),
  documentType: text(60).nullable().default(null),
  means: z.enum(MEANS).nullable().default(null),
  mailbox: z.string().max(200).nullable().default(null),
});

export const classProposals = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      reason: z.enum(['RULE', 'SENDER', 'SUBJECT']),
      share: z.number(),
    }),
  ),
});

export const reclassifyBody = z.object({ code, reason: text(1_000) });

export const deskRuleBody = z
  .object({
    name: text(200),
    documentType: text(60).nullable().default(null),
    means: z.enum(MEANS).nullable().default(null),
    mailbox: z.email().max(200).nullable().default(null),
    classificationCode: code.nullable().default(null),
    words: text(200).nullable().default(null),
    proposeClass: code.nullable().default(null),
    fileInto: z.enum(['CASE_FILE', 'YEARLY_SERIES']).nullable().default(null),
    caseFileId: idSchema.nullable().default(null),
  })
  .refine((rule) => rule.proposeClass !== null || rule.fileInto !== null, { path: ['fileInto'] })
  .refine((rule) => (rule.fileInto === 'CASE_FILE') === (rule.caseFileId !== null), { path: ['caseFileId'] });

export const deskRules = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      position: z.number().int(),
      name: z.string(),
      documentType: z.string().nullable(),
      means: z.string().nullable(),
      mailbox: z.string().nullable(),
      classificationCode: z.string().nullable(),
      words: z.string().nullable(),
      proposeClass: z.string().nullable(),
      fileInto: z.enum(['CASE_FILE', 'YEARLY_SERIES']).nullable(),
      caseFileId: idSchema.nullable(),
    }),
  ),
});

export type PlanView = z.infer<typeof planView>;
export type PublishPlanBody = z.infer<typeof publishPlanBody>;
export type ClassProposals = z.infer<typeof classProposals>;
export type DeskRules = z.infer<typeof deskRules>;
