import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery, sha256Schema } from '../../platform/http';
import { TASK_STATES } from '../domain/route.states';
import { HUMAN_STEP_KINDS } from '../domain/step-kinds';
import { blockedView, humanStepKind } from './signature-books.schema';

export const queueQuery = pageQuery.extend({
  /** One kind of step, or `VIEW`: all that is not signed. */
  kind: z.enum([...HUMAN_STEP_KINDS, 'VIEW']).optional(),
  search: z.string().max(200).optional(),
});

/** One row of an official's queue. */
export const queueItem = z.object({
  taskId: idSchema,
  taskVersion: z.number().int(),
  kind: humanStepKind,
  state: z.enum(TASK_STATES),
  requestId: idSchema,
  subject: z.string(),
  office: z.string(),
  requester: z.string(),
  bookName: z.string(),
  withProtocol: z.boolean(),
  main: z.object({
    fileId: idSchema,
    fileName: z.string(),
    sha256: sha256Schema,
    pageCount: z.number().int().nullable(),
  }),
  annexCount: z.number().int(),
  filesToSign: z.number().int(),
  endorsedBy: z.array(z.string()),
  urgent: z.boolean(),
  dueOn: z.iso.date().nullable(),
  openedAt: instantSchema,
  blocked: blockedView,
  addressee: z.string(),
  note: z.string().nullable(),
  undoUntil: instantSchema.nullable(),
  /** Who of the office is working on it. */
  heldBy: z.string().nullable(),
  mustRead: z.boolean(),
  isRead: z.boolean(),
  taskDueAt: instantSchema.nullable(),
  revision: z.number().int(),
  filesSigned: z.number().int(),
  contraryOpinions: z.number().int(),
  capacity: z.string().nullable(),
  why: z.string().nullable(),
});
export const queuePage = pageOf(queueItem);

export const queueSummary = z.object({
  toSign: z.number().int(),
  toEndorse: z.number().int(),
  urgent: z.number().int(),
  returned: z.number().int(),
  drafts: z.number().int(),
  asked: z.number().int(),
  /** Signatures that were authorised but not made: they wait for a new code of this person. */
  codesNeeded: z.array(z.object({ batchId: idSchema, signatures: z.number().int() })),
});

export type QueueItem = z.infer<typeof queueItem>;
export type QueuePage = z.infer<typeof queuePage>;
export type QueueSummary = z.infer<typeof queueSummary>;
