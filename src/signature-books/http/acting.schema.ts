import { z } from 'zod';
import { idSchema, sha256Schema } from '../../platform/http';
import { OPINION_OUTCOMES } from '../domain/dossier-parts';
import { addresseeInput, reasonBody, registrationDataInput, versionBody } from './signature-books.schema';

const deciding = versionBody.extend({
  /** True: it stands at once, without the window in which it may be taken back. */
  immediate: z.boolean().optional(),
});
/** Where the step asks for a second factor: used in this call, and kept nowhere. */
const codes = z
  .object({ pin: z.string().min(1).max(64).optional(), otp: z.string().min(1).max(64).optional() })
  .optional();
export const endorseBody = deciding.extend({
  sha256: sha256Schema,
  codes,
  note: z.string().trim().max(2000).optional(),
});
export const opinionBody = deciding.extend({
  sha256: sha256Schema,
  codes,
  outcome: z.enum(OPINION_OUTCOMES),
  reasons: z.string().trim().min(3).max(4000),
});
export const returnBody = deciding.extend({
  reason: z.string().trim().min(3).max(2000),
  reasonCode: z.string().max(60).optional(),
});
export const markBody = versionBody.extend({
  mark: z.enum(['SIGN', 'RETURN', 'QUESTION', 'NOT_MINE']).nullable(),
  reason: z.string().trim().max(2000).optional(),
});
export const questionBody = versionBody.extend({
  question: z.string().trim().min(3).max(2000),
  /** The drafter when nobody is named. */
  addresseeId: idSchema.optional(),
  dueOn: z.iso.date().optional(),
});
export const transferBody = versionBody.extend({
  to: addresseeInput,
  reason: z.string().trim().min(3).max(2000),
});
export const openedBody = z.object({ sha256: sha256Schema });
export const answerBody = versionBody.extend({ answer: z.string().trim().min(1).max(4000) });
export const extendBody = reasonBody.extend({ dueOn: z.iso.date() });
export const registrationBody = versionBody.extend({ registration: registrationDataInput });

export const deliveryBody = reasonBody.extend({ deliveredOn: z.iso.date() });

export const executionView = z.object({
  outcomes: z.array(
    z.object({
      taskId: idSchema,
      done: z.enum(['RETURNED', 'ASKED', 'DECLINED', 'TO_SIGN']).nullable(),
      refusal: z.object({ code: z.string(), text: z.string(), remedy: z.string().nullable() }).nullable(),
    }),
  ),
  batchId: idSchema.nullable(),
});
export const consequencesView = z.object({
  registers: z.array(z.string()),
  recipients: z.array(z.object({ name: z.string(), channel: z.string().nullable() })),
  numberInAct: z.boolean(),
  contraryOpinions: z.array(z.object({ by: z.string(), reasons: z.string() })),
  next: z.array(z.string()),
  isLast: z.boolean(),
  earlierSignatures: z.array(z.object({ fileName: z.string(), count: z.number().int() })),
});
export const returnReasonsView = z.object({
  items: z.array(z.object({ code: z.string(), text: z.string() })),
});

export type ExecutionView = z.infer<typeof executionView>;
export type ConsequencesView = z.infer<typeof consequencesView>;
export type ReturnReasonsView = z.infer<typeof returnReasonsView>;
