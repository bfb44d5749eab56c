import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery } from '../../../platform/http';
import { ASSIGNMENT_KINDS, ASSIGNMENT_STATES } from '../../domain/assignments/assignment';
import { registrationSummary } from '../protocol.schema';

const reason = z.string().trim().min(1).max(1_000);
const version = z.number().int().min(1);

const assignee = z.object({
  kind: z.enum(ASSIGNMENT_KINDS).default('COMPETENCE'),
  officeId: idSchema,
  personId: idSchema.nullable().default(null),
  note: z.string().trim().max(1_000).nullable().default(null),
});

export const assignBody = z.object({ assignees: z.array(assignee).min(1).max(100) });
export const acceptBody = z.object({ version });
export const refuseBody = z.object({ version, reason });
export const reassignBody = assignee.extend({ version, reason });
export const assignmentQuery = pageQuery.extend({
  box: z.enum(['WAITING', 'ACCEPTED', 'SENT_BACK']).default('WAITING'),
});

const assignmentView = z.object({
  id: idSchema,
  registrationId: idSchema,
  kind: z.enum(ASSIGNMENT_KINDS),
  state: z.enum(ASSIGNMENT_STATES),
  officeId: idSchema,
  office: z.string(),
  person: z.string().nullable(),
  note: z.string().nullable(),
  assignedBy: z.string().nullable(),
  assignedAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  version: z.number().int(),
});

export const assignmentPage = pageOf(assignmentView.extend({ registration: registrationSummary }));
export const assignmentHistory = z.object({ items: z.array(assignmentView) });
/** What waits for the person at the desk; a hundred is a hundred or more. */
export const deskCounts = z.object({
  arrivals: z.number().int(),
  assignments: z.number().int(),
  unfiled: z.number().int(),
});

export type AssignmentPage = z.infer<typeof assignmentPage>;
export type AssignmentHistory = z.infer<typeof assignmentHistory>;
export type DeskCounts = z.infer<typeof deskCounts>;
