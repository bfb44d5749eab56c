import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery, sha256Schema } from '../../platform/http';

export const DIRECTIONS = ['INCOMING', 'OUTGOING', 'INTERNAL'] as const;

export const correspondent = z.object({
  kind: z.enum(['PERSON', 'COMPANY', 'PUBLIC_BODY']),
  name: z.string().trim().min(1).max(300),
  familyName: z.string().trim().max(200).optional(),
  taxCode: z.string().trim().max(16).optional(),
  ipaCode: z.string().trim().max(20).optional(),
  email: z.email().max(200).optional(),
});

export const registerIncomingBody = z.object({
  subject: z.string().trim().min(3).max(4000),
  sender: correspondent,
  classificationCode: z.string().trim().min(1).max(40),
  documentId: idSchema,
  annexDocumentIds: z.array(idSchema).max(200).default([]),
  senderReference: z.string().trim().max(200).optional(),
  receivedOn: z.iso.date().optional(),
  means: z.enum(['PEC', 'MAIL', 'WEB', 'HAND', 'POST']).default('HAND'),
});

export const registrationListQuery = pageQuery.extend({
  year: z.coerce.number().int().min(1990).max(2200).optional(),
  number: z.coerce.number().int().min(1).optional(),
  direction: z.enum(DIRECTIONS).optional(),
  search: z.string().max(200).optional(),
});

export const registrationSummary = z.object({
  id: idSchema,
  number: z.string(),
  year: z.number().int(),
  registeredAt: instantSchema,
  registeredOn: z.iso.date(),
  direction: z.enum(DIRECTIONS),
  subject: z.string(),
  correspondents: z.array(z.string()),
  classificationCode: z.string(),
  registerCode: z.string(),
  operator: z.string(),
  fileCount: z.number().int(),
});
export const registrationPage = pageOf(registrationSummary);

export const registrationDetail = registrationSummary.extend({
  hash: sha256Schema,
  previousHash: sha256Schema,
  files: z.array(
    z.object({
      position: z.number().int(),
      role: z.enum(['MAIN', 'ANNEX']),
      fileName: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
      algorithm: z.string(),
      hash: z.string(),
    }),
  ),
});

export type RegistrationPage = z.infer<typeof registrationPage>;
export type RegistrationDetail = z.infer<typeof registrationDetail>;
export type RegisterIncomingBody = z.infer<typeof registerIncomingBody>;
