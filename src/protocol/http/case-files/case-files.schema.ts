import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery } from '../../../platform/http';
import { AGGREGATION_KINDS, CASE_FILE_TYPES, PROCEDURE_PHASES } from '../../domain/case-files/case-file';
import { registrationSummary } from '../protocol.schema';

const text = (most: number) => z.string().trim().min(1).max(most);
const version = z.number().int().min(1);
const holder = z.object({ name: text(300), taxCode: text(16).toUpperCase().optional() });
const participant = z.object({ name: text(300), ipaCode: text(20).optional() });
const procedure = z.object({
  subject: text(500),
  code: text(100),
  catalogue: z.url().max(500).optional(),
  phases: z
    .array(z.object({ phase: z.enum(PROCEDURE_PHASES), from: z.iso.date(), to: z.iso.date().optional() }))
    .max(50)
    .default([]),
});

const facts = z.object({
  subject: text(1_000),
  officeId: idSchema.nullable().default(null),
  responsibleId: idSchema.nullable().default(null),
  holder: holder.nullable().default(null),
  participants: z.array(participant).max(100).default([]),
  procedure: procedure.nullable().default(null),
  retentionYears: z.number().int().min(1).max(9_999).nullable().default(null),
  place: text(300).nullable().default(null),
  note: text(2_000).nullable().default(null),
  /** Persons and offices that may open it; null: not reserved. */
  readers: z.array(idSchema).max(1_000).nullable().default(null),
});

export const openCaseFileBody = facts.extend({
  kind: z.enum(AGGREGATION_KINDS).default('CASE_FILE'),
  type: z.enum(CASE_FILE_TYPES).nullable().default('AFFAIR'),
  classificationCode: text(40),
  parentId: idSchema.nullable().default(null),
});
export const changeCaseFileBody = facts.extend({ version });
export const versionBody = z.object({ version });
export const reopenBody = z.object({ version, reason: text(1_000) });
export const fileBody = z.object({ registrationIds: z.array(idSchema).min(1).max(200) });
export const takeOutBody = z.object({ registrationId: idSchema, reason: text(1_000) });

export const caseFileQuery = pageQuery.extend({
  search: z.string().max(200).optional(),
  classification: z.string().max(40).optional(),
  year: z.coerce.number().int().min(1990).max(2200).optional(),
  kind: z.enum(AGGREGATION_KINDS).optional(),
  state: z.enum(['OPEN', 'CLOSED']).optional(),
  responsibleId: idSchema.optional(),
});
export const filingQuery = pageQuery.extend({ officeId: idSchema.optional() });

export const caseFileView = z.object({
  id: idSchema,
  code: z.string(),
  kind: z.enum(AGGREGATION_KINDS),
  type: z.enum(CASE_FILE_TYPES).nullable(),
  classificationCode: z.string(),
  year: z.number().int(),
  progressive: z.number().int(),
  parentId: idSchema.nullable(),
  subject: z.string(),
  office: z.string().nullable(),
  officeId: idSchema.nullable(),
  responsible: z.string().nullable(),
  responsibleId: idSchema.nullable(),
  openedOn: z.iso.date(),
  closedOn: z.iso.date().nullable(),
  retentionYears: z.number().int().nullable(),
  reserved: z.boolean(),
  yearly: z.boolean(),
  state: z.enum(['OPEN', 'CLOSED']),
  version: z.number().int(),
});
export const caseFilePage = pageOf(caseFileView);

export const caseFileDetail = caseFileView.extend({
  holder: z.object({ name: z.string(), taxCode: z.string().optional() }).nullable(),
  participants: z.array(z.object({ name: z.string(), ipaCode: z.string().optional() })),
  procedure: z
    .object({
      subject: z.string(),
      code: z.string(),
      catalogue: z.string().optional(),
      phases: z
        .array(z.object({ phase: z.enum(PROCEDURE_PHASES), from: z.string(), to: z.string().optional() }))
        .readonly(),
    })
    .nullable(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  subFiles: z.array(caseFileView),
  /** Only what the reader may open. */
  content: z.array(
    z.object({ registration: registrationSummary, filedAt: instantSchema, byRule: z.boolean() }),
  ),
});

export const caseFileList = z.object({ items: z.array(caseFileView) });
export const filingPage = pageOf(registrationSummary);

export type CaseFileView = z.infer<typeof caseFileView>;
export type CaseFilePage = z.infer<typeof caseFilePage>;
export type CaseFileDetail = z.infer<typeof caseFileDetail>;
export type CaseFileList = z.infer<typeof caseFileList>;
export type FilingPage = z.infer<typeof filingPage>;
