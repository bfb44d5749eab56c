import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery, sha256Schema } from '../../../platform/http';
import { ARRIVAL_CHANNELS, ARRIVAL_STATES } from '../../domain/arrivals/arrival';
import { CORRESPONDENT_KINDS, MEANS } from '../../domain/registration';
import { correspondent } from '../protocol.schema';

const text = (most: number) => z.string().trim().min(1).max(most);

export const takeInBody = z.object({
  /** Documents that the same person has uploaded; the first one is proposed as the main document. */
  files: z
    .array(z.object({ documentId: idSchema, sha256: sha256Schema.optional() }))
    .min(1)
    .max(1_000),
  /** Who asks: a person at the desk, or a program. */
  channel: z.enum(['UPLOAD', 'API']).default('API'),
  /** The sender's own name for what it sends: sent again, it is the same arrival. */
  sourceKey: text(300).optional(),
  title: text(300).optional(),
  subject: text(4_000).optional(),
  sender: correspondent.optional(),
  means: z.enum(MEANS).optional(),
  mailbox: z.email().max(200).optional(),
  messageId: text(998).optional(),
  senderReference: text(200).optional(),
  senderReferenceDate: z.iso.date().optional(),
  documentType: text(60).optional(),
});

export const arrivalListQuery = pageQuery.extend({ state: z.enum(ARRIVAL_STATES).default('WAITING') });

const hints = z.object({
  subject: z.string().optional(),
  sender: z
    .object({
      kind: z.enum(CORRESPONDENT_KINDS),
      name: z.string(),
      familyName: z.string().optional(),
      taxCode: z.string().optional(),
      ipaCode: z.string().optional(),
      aooCode: z.string().optional(),
      email: z.string().optional(),
    })
    .optional(),
  means: z.enum(MEANS).optional(),
  mailbox: z.string().optional(),
  messageId: z.string().optional(),
  senderReference: z.string().optional(),
  senderReferenceDate: z.string().optional(),
  documentType: z.string().optional(),
});

export const arrivalView = z.object({
  id: idSchema,
  channel: z.enum(ARRIVAL_CHANNELS),
  title: z.string(),
  state: z.enum(ARRIVAL_STATES),
  version: z.number().int(),
  receivedAt: instantSchema,
  receivedBy: z.string().nullable(),
  hints,
  fileCount: z.number().int(),
  infected: z.boolean(),
  registrationId: idSchema.nullable(),
  exclusion: z.object({ title: z.string(), reason: z.string(), note: z.string() }).nullable(),
});
export const arrivalPage = pageOf(arrivalView);

export const arrivalDetail = arrivalView.extend({
  files: z.array(
    z.object({
      position: z.number().int(),
      documentId: idSchema,
      fileName: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
      sha256: sha256Schema,
      containerPosition: z.number().int().nullable(),
      path: z.string().nullable(),
      note: z.string().nullable(),
      /** NOT_SCANNED: nothing is known. */
      scan: z.enum(['CLEAN', 'INFECTED', 'NOT_SCANNED']),
      threat: z.string().nullable(),
    }),
  ),
});

export const arrivalFileParams = z.object({
  id: idSchema,
  position: z.coerce.number().int().min(0).max(10_000),
});
export const excludeBody = z.object({
  exclusionId: idSchema,
  note: z.string().trim().max(1_000).default(''),
});
export const bringBackBody = z.object({ reason: text(1_000) });

export const intakeRefusals = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      channel: z.enum(ARRIVAL_CHANNELS),
      fileName: z.string(),
      code: z.string(),
      text: z.object({ it: z.string(), en: z.string() }),
      at: instantSchema,
    }),
  ),
});

export const addExclusionBody = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
  title: text(300),
  reason: text(1_000),
});
export const exclusionList = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      title: z.string(),
      reason: z.string(),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      inForce: z.boolean(),
    }),
  ),
});

export type TakeInBody = z.infer<typeof takeInBody>;
export type ArrivalPage = z.infer<typeof arrivalPage>;
export type ArrivalDetail = z.infer<typeof arrivalDetail>;
export type IntakeRefusals = z.infer<typeof intakeRefusals>;
export type ExclusionList = z.infer<typeof exclusionList>;
