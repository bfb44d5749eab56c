import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery, sha256Schema } from '../../platform/http';
import { REQUEST_ACTIONS } from '../domain/request-actions';
import { OPINION_OUTCOMES } from '../domain/dossier-parts';
import { REQUEST_STATES } from '../domain/request.states';
import { STEP_STATES, TASK_STATES } from '../domain/route.states';
import {
  HUMAN_STEP_KINDS,
  isAutomatic,
  OPINION_WEIGHTS,
  STEP_KINDS,
  STEP_LEVELS,
} from '../domain/step-kinds';

export const stepKind = z.enum(STEP_KINDS);
export const humanStepKind = z.enum(HUMAN_STEP_KINDS);

/** Whom a step is addressed to: a person, a role in an office, or the superior of whoever asks. */
export const addresseeInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: idSchema }),
  z.object({ kind: z.literal('seat'), officeId: idSchema, role: z.string().max(60) }),
  z.object({ kind: z.literal('superior') }),
]);

export const routeStepInput = z
  .object({
    kind: stepKind,
    /** People by their ids; `addressees` says the same and more. */
    holderIds: z.array(idSchema).max(20).optional(),
    addressees: z.array(addresseeInput).max(20).optional(),
    /** How many must act; all of them when it is not said. */
    minimum: z.number().int().min(1).max(20).optional(),
    /** Those of the addressees without whom the step is not satisfied. */
    mandatory: z.array(addresseeInput).max(20).optional(),
    /** Open together with the step before it; what follows waits for both. */
    parallel: z.boolean().optional(),
    level: z.enum(STEP_LEVELS).optional(),
    dueHours: z.number().int().min(1).max(2_000).optional(),
    /** What a contrary opinion does. */
    weight: z.enum(OPINION_WEIGHTS).optional(),
    /** Of a step that takes a number: `PROTOCOL`, or the id of a repertory. */
    register: z.union([z.literal('PROTOCOL'), idSchema]).optional(),
  })
  .refine(
    (step) =>
      isAutomatic(step.kind) === ((step.holderIds?.length ?? 0) + (step.addressees?.length ?? 0) === 0),
    { message: 'expected at least one addressee, and none of an automatic step' },
  );

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
  urgentReason: z.string().trim().max(500).optional(),
  documentTypeId: idSchema.optional(),
  amount: z.number().min(0).max(999_999_999_999).optional(),
  /** True: written and started at once; false: left as a draft. */
  start: z.boolean().default(false),
});

export const versionBody = z.object({ version: z.number().int().min(0) });
export const reasonBody = versionBody.extend({ reason: z.string().trim().min(3).max(2000) });

export const requestListQuery = pageQuery.extend({
  box: z.enum(['mine', 'returned', 'office', 'asked', 'to-register', 'all']).default('mine'),
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
  kind: humanStepKind,
  state: z.enum(TASK_STATES),
  version: z.number().int(),
  holder: z.string(),
  /** Null for a seat that nobody has acted for yet. */
  holderId: idSchema.nullable(),
  addressee: z.string(),
  actedBy: z.string().nullable(),
  capacity: z.string().nullable(),
  /** Until when the decision may be taken back; null when it stands or there is none. */
  undoUntil: instantSchema.nullable(),
  outcome: z.enum(OPINION_OUTCOMES).nullable(),
  dueAt: instantSchema.nullable(),
  openedAt: instantSchema.nullable(),
  doneAt: instantSchema.nullable(),
  note: z.string().nullable(),
});

export const timelineEntry = z.object({
  at: instantSchema,
  type: z.string(),
  text: z.string(),
  actor: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  capacity: z.string().nullable(),
  answer: z.string().nullable(),
  note: z.string().nullable(),
});

export const requestDetail = requestSummary.extend({
  /** Why people are told of it at any hour; null when it is not urgent. */
  urgentReason: z.string().nullable(),
  bookId: idSchema,
  files: z.array(requestFileView),
  steps: z.array(
    z.object({
      id: idSchema,
      position: z.number().int(),
      kind: stepKind,
      state: z.enum(STEP_STATES),
      minimum: z.number().int(),
      stage: z.number().int(),
      level: z.enum(STEP_LEVELS),
      weight: z.enum(OPINION_WEIGHTS).nullable(),
      register: z.string().nullable(),
      /** What an automatic step has made, by its names. */
      outcome: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
      dueAt: instantSchema.nullable(),
      addressees: z.array(z.object({ key: z.string(), label: z.string(), mandatory: z.boolean() })),
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
  actions: z.array(z.enum(REQUEST_ACTIONS)),
  /** The task of the person who asks, when one is open. */
  myTask: taskView.nullable(),
  /** Why it is on the desk of the person who asks. */
  why: z.string().nullable(),
  question: z
    .object({
      text: z.string(),
      asker: z.string(),
      addressee: z.string(),
      askedAt: instantSchema,
      dueOn: z.iso.date().nullable(),
    })
    .nullable(),
  expiresAt: instantSchema.nullable(),
  documentTypeId: idSchema.nullable(),
  amount: z.string().nullable(),
  mustRead: z.boolean(),
  /** Revisions before this one, which can be read as they were. */
  earlierRevisions: z.array(z.number().int()),
  annulledAt: instantSchema.nullable(),
  /** Every number that the act took, the annulled ones too. */
  numbers: z.array(
    z.object({
      register: z.string(),
      registrationId: idSchema,
      number: z.string(),
      registeredOn: z.iso.date(),
      revision: z.number().int(),
      annulledAt: instantSchema.nullable(),
      leftBecause: z.string().nullable(),
    }),
  ),
  /** Signatures that are made and wait for their verdict, each with what is not known yet. */
  waitingSignatures: z.array(
    z.object({
      signer: z.string(),
      fileName: z.string(),
      why: z.string(),
      since: instantSchema,
      tries: z.number().int(),
    }),
  ),
});

export type BookList = z.infer<typeof bookList>;
export type CreateRequestBody = z.infer<typeof createRequestBody>;
export type RequestSummary = z.infer<typeof requestSummary>;
export type RequestPage = z.infer<typeof requestPage>;
export type RequestDetail = z.infer<typeof requestDetail>;
