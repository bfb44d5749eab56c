import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery } from '../../../platform/http';
import { CORRESPONDENT_KINDS } from '../../domain/registration';
import { correspondent } from '../protocol.schema';

const reason = z.string().trim().min(1).max(1_000);
/** Whoever is in the register of correspondents has a name. */
const known = correspondent.extend({
  kind: z.enum(['PERSON', 'COMPANY', 'PUBLIC_BODY', 'FOREIGN_BODY']),
  name: z.string().trim().min(1).max(300),
});

export const correspondentQuery = pageQuery.extend({ search: z.string().max(200).optional() });
export const addCorrespondentBody = known;
export const correctCorrespondentBody = z.object({ known, version: z.number().int().min(1), reason });
export const mergeCorrespondentsBody = z.object({ mergedIds: z.array(idSchema).min(1).max(100), reason });

const shown = z.object({
  kind: z.enum(CORRESPONDENT_KINDS),
  name: z.string(),
  familyName: z.string().optional(),
  taxCode: z.string().optional(),
  ipaCode: z.string().optional(),
  aooCode: z.string().optional(),
  email: z.string().optional(),
});
export const correspondentView = shown.extend({ id: idSchema, version: z.number().int() });
export const correspondentPage = pageOf(correspondentView);
export const correspondentDetail = correspondentView.extend({
  mergedInto: idSchema.nullable(),
  merged: z.array(correspondentView),
  history: z.array(
    z.object({
      version: z.number().int(),
      known: shown,
      reason: z.string(),
      changedBy: z.string().nullable(),
      changedAt: instantSchema,
    }),
  ),
});
export const correspondentDuplicates = z.object({
  groups: z.array(z.object({ items: z.array(correspondentView) })),
});

export type CorrespondentView = z.infer<typeof correspondentView>;
export type CorrespondentPage = z.infer<typeof correspondentPage>;
export type CorrespondentDetail = z.infer<typeof correspondentDetail>;
export type CorrespondentDuplicates = z.infer<typeof correspondentDuplicates>;
