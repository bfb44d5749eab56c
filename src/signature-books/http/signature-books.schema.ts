import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery, sha256Schema } from '../../platform/http';
import { BATCH_STATES, ITEM_STATES } from '../domain/batch.states';
import { REQUEST_STATES } from '../domain/request.states';
import { STEP_KINDS, STEP_STATES, TASK_STATES } from '../domain/route.states';

export const stepKind = z.enum(STEP_KINDS);

export const routeStepInput = z.object({
  kind: stepKind,
  holderIds: z.array(idSchema).min(1).max(20),
  minimum: z.number().int().min(1).max(20).optional(),
});

export const bookView = z.object({
  id: idSchema,
  name: z.string(),
  office: z.string(),
  withProtocol: z.boolean(),
  defaultRoute: z.array(
    z.object({ kind: stepKind, holders: z.array(z.object({ id: idSchema, fullName: z.string() })) }),
  ),
});
export const bookList = z.object({ items: z.array(bookView) });

export const correspondentInput = z.object({
  kind: z.enum(['PERSON', 'COMPANY', 'PUBLIC_BODY']),
  name: z.string().trim().min(1).max(300),
  familyName: z.string().trim().max(200).optional(),
  taxCode: z.string().trim().max(16).optional(),
  ipaCode: z.string().trim().max(20).optional(),
  email: z.email().max(200).optional(),
});

/** What the protocol will need, asked once, when the request is written. */
export const registrationDataInput = z.object({
  classificationCode: z.string().trim().min(1).max(40),
  direction: z.enum(['OUTGOING', 'INTERNAL']).default('OUTGOING'),
  recipients: z.array(correspondentInput).min(1).max(200),
});

export const createRequestBody = z.object({
  bookId: idSchema,
  subject: z.string().trim().min(3).max(1000),
  mainDocumentId: idSchema,
  annexes: z
    .array(z.object({ documentId: idSchema, toSign: z.boolean().default(false) }))
    .max(200)
    .default([]),
  route: z.array(routeStepInput).min(1).max(30),
  registration: registrationDataInput.optional(),
  dueOn: z.iso.date().optional(),
  urgent: z.boolean().default(false),
  /** True: written and started at once; false: left as a draft. */
  start: z.boolean().default(false),
});

export const versionBody = z.object({ version: z.number().int().min(0) });
export const reasonBody = versionBody.extend({ reason: z.string().trim().min(3).max(2000) });

export const requestListQuery = pageQuery.extend({
  box: z.enum(['mine', 'returned', 'office', 'all']).default('mine'),
  /** One state, or several with commas between them. */
  state: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(REQUEST_STATES)).min(1))
    .optional(),
  search: z.string().max(200).optional(),
});

export const blockedView = z.object({ code: z.string(), text: z.string(), since: instantSchema }).nullable();

export const requestSummary = z.object({
  id: idSchema,
  subject: z.string(),
  state: z.enum(REQUEST_STATES),
  revision: z.number().int(),
  version: z.number().int(),
  bookName: z.string(),
  withProtocol: z.boolean(),
  requester: z.string(),
  registrationNumber: z.string().nullable(),
  registeredOn: z.iso.date().nullable(),
  urgent: z.boolean(),
  dueOn: z.iso.date().nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  blocked: blockedView,
  waitingFor: z.array(z.string()),
  returnReason: z.string().nullable(),
});
export const requestPage = pageOf(requestSummary);

export const requestFileView = z.object({
  id: idSchema,
  documentId: idSchema,
  role: z.enum(['MAIN', 'ANNEX']),
  fileName: z.string(),
  mediaType: z.string(),
  toSign: z.boolean(),
  frozenSha256: sha256Schema.nullable(),
  currentSha256: sha256Schema,
  size: z.number().int(),
  pageCount: z.number().int().nullable(),
  signatures: z.number().int(),
});

export const taskView = z.object({
  id: idSchema,
  kind: stepKind,
  state: z.enum(TASK_STATES),
  version: z.number().int(),
  holder: z.string(),
  holderId: idSchema,
  capacity: z.string().nullable(),
  openedAt: instantSchema.nullable(),
  doneAt: instantSchema.nullable(),
  note: z.string().nullable(),
});

export const timelineEntry = z.object({
  at: instantSchema,
  type: z.string(),
  text: z.string(),
  actor: z.string().nullable(),
  note: z.string().nullable(),
});

export const requestDetail = requestSummary.extend({
  bookId: idSchema,
  files: z.array(requestFileView),
  steps: z.array(
    z.object({
      id: idSchema,
      position: z.number().int(),
      kind: stepKind,
      state: z.enum(STEP_STATES),
      minimum: z.number().int(),
      /** Who is asked; before the step opens there are no tasks yet. */
      holders: z.array(z.object({ id: idSchema, fullName: z.string() })),
      tasks: z.array(taskView),
    }),
  ),
  registration: registrationDataInput.nullable(),
  registrationId: idSchema.nullable(),
  checkFailures: z.array(
    z.object({ code: z.string(), fileName: z.string(), text: z.string(), remedy: z.string().nullable() }),
  ),
  timeline: z.array(timelineEntry),
  downloads: z.array(z.enum(['signed', 'copy', 'segnatura', 'report-json', 'report-xml', 'package'])),
  /** What the person who asks may do now. */
  actions: z.array(z.enum(['start', 'revise', 'recall', 'cancel', 'endorse', 'return', 'sign', 'register'])),
  /** The task of the person who asks, when one is open. */
  myTask: taskView.nullable(),
});

export const queueQuery = pageQuery.extend({
  kind: stepKind.optional(),
  search: z.string().max(200).optional(),
});

/** One row of an official's queue. */
export const queueItem = z.object({
  taskId: idSchema,
  taskVersion: z.number().int(),
  kind: stepKind,
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
});
export const queuePage = pageOf(queueItem);

export const queueSummary = z.object({
  toSign: z.number().int(),
  toEndorse: z.number().int(),
  urgent: z.number().int(),
  returned: z.number().int(),
  drafts: z.number().int(),
  /** Signatures that were authorised but not made: they wait for a new code of this person. */
  codesNeeded: z.array(z.object({ batchId: idSchema, signatures: z.number().int() })),
});

export const endorseBody = versionBody.extend({
  sha256: sha256Schema,
  note: z.string().trim().max(2000).optional(),
});
export const markBody = versionBody.extend({
  mark: z.enum(['SIGN', 'RETURN']).nullable(),
  reason: z.string().trim().max(2000).optional(),
});

export const openBatchBody = z.object({
  items: z
    .array(z.object({ taskId: idSchema, taskVersion: z.number().int(), sha256: sha256Schema }))
    .min(1)
    .max(200),
});

/** The code travels only here: in the request's body, to the process that uses it. */
export const authoriseBody = z.object({ pin: z.string().min(1).max(64) });

export const batchItemView = z.object({
  id: idSchema,
  taskId: idSchema,
  requestId: idSchema,
  subject: z.string(),
  fileName: z.string(),
  state: z.enum(ITEM_STATES),
  phase: z.enum(['QUEUED', 'PREPARED', 'VALUE_STORED', 'SIGNED', 'FAILED', 'SKIPPED']),
  registrationNumber: z.string().nullable(),
  requestState: z.enum(REQUEST_STATES),
  failure: z.object({ code: z.string(), text: z.string(), remedy: z.string().nullable() }).nullable(),
});

export const batchView = z.object({
  id: idSchema,
  state: z.enum(BATCH_STATES),
  version: z.number().int(),
  createdAt: instantSchema,
  counts: z.object({
    total: z.number().int(),
    prepared: z.number().int(),
    signed: z.number().int(),
    failed: z.number().int(),
    waitingForCode: z.number().int(),
  }),
  /** True when signatures are still to be made and nobody is making them: a code is asked for. */
  codeNeeded: z.boolean(),
  certificate: z
    .object({ holder: z.string(), issuer: z.string(), validTo: instantSchema, demo: z.boolean() })
    .nullable(),
  items: z.array(batchItemView),
});

export type BookList = z.infer<typeof bookList>;
export type CreateRequestBody = z.infer<typeof createRequestBody>;
export type RequestSummary = z.infer<typeof requestSummary>;
export type RequestPage = z.infer<typeof requestPage>;
export type RequestDetail = z.infer<typeof requestDetail>;
export type QueueItem = z.infer<typeof queueItem>;
export type QueuePage = z.infer<typeof queuePage>;
export type QueueSummary = z.infer<typeof queueSummary>;
export type BatchView = z.infer<typeof batchView>;
