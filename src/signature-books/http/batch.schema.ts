import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../platform/http';
import { BATCH_STATES, ITEM_STATES } from '../domain/batch.states';
import { REQUEST_STATES } from '../domain/request.states';

export const openBatchBody = z.object({
  items: z
    .array(
      z.object({
        taskId: idSchema,
        taskVersion: z.number().int(),
        sha256: sha256Schema,
        /** Why it is signed although an opinion is contrary. */
        reasons: z.string().trim().min(3).max(4000).optional(),
      }),
    )
    .min(1)
    .max(200),
});

/** Codes travel only here: in the request's body, to the process that uses them. */
export const authoriseBody = z
  .object({ pin: z.string().min(1).max(64).optional(), otp: z.string().min(1).max(64).optional() })
  .refine(({ pin, otp }) => pin !== undefined || otp !== undefined, 'expected pin, otp, or both');

export const batchItemView = z.object({
  id: idSchema,
  taskId: idSchema,
  requestId: idSchema,
  subject: z.string(),
  fileName: z.string(),
  state: z.enum(ITEM_STATES),
  phase: z.enum(['QUEUED', 'PREPARED', 'VALUE_STORED', 'PENDING', 'SIGNED', 'FAILED', 'SKIPPED']),
  /** Why a signature that is made waits for its verdict. */
  waitsFor: z.string().nullable(),
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
    /** Order B: numbers that are taken from the register as soon as the code is given. */
    numbersToTake: z.number().int(),
    waitingForVerdict: z.number().int(),
  }),
  /** True when signatures are still to be made and nobody is making them: a code is asked for. */
  codeNeeded: z.boolean(),
  /** What the signer types, and how many codes all that waits takes: one device authorises so many by one code. */
  device: z.object({
    name: z.string(),
    asks: z.object({ pin: z.boolean(), otp: z.enum(['NONE', 'GENERATED', 'SENT']) }),
    signaturesPerCode: z.number().int(),
    codesToCome: z.number().int(),
  }),
  /** Why the device made fewer signatures than it was asked for. */
  stopped: z.object({ code: z.string(), text: z.string(), remedy: z.string().nullable() }).nullable(),
  certificate: z
    .object({ holder: z.string(), issuer: z.string(), validTo: instantSchema, demo: z.boolean() })
    .nullable(),
  items: z.array(batchItemView),
});

export type BatchView = z.infer<typeof batchView>;
