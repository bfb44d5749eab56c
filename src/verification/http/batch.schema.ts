import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../platform/http';
import { localised, verificationConclusion } from './verification.schema';

/** A file of a batch in one line; its whole verdict is that of the verification of this id. */
export const batchItemView = z.object({
  /** Among the files of the batch, from 1. */
  place: z.number().int(),
  /** Null for a file that was refused when it came. */
  id: idSchema.nullable(),
  fileName: z.string(),
  sha256: sha256Schema.nullable(),
  size: z.number().int().nullable(),
  state: z.enum(['QUEUED', 'WAITING', 'DONE']),
  nextTryAt: instantSchema.nullable(),
  format: z.string().nullable(),
  /** Null while there is no verdict, and for a file that cannot be read. */
  conclusion: verificationConclusion.nullable(),
  subIndication: z.string().nullable(),
  signatures: z.number().int(),
  signers: z.array(z.string()),
  /** Why the verdict is not a clean one, or why there is none; null when all is well. */
  because: localised.nullable(),
  /** Code of why there is no verdict. */
  refusal: z.string().nullable(),
});

export const batchCounts = z.object({
  files: z.number().int(),
  queued: z.number().int(),
  /** For a service that did not answer; they are tried again by themselves. */
  waiting: z.number().int(),
  done: z.number().int(),
});

export const batchView = z.object({
  id: idSchema,
  askedAt: instantSchema,
  /** Until when the files are kept; null: they are not. */
  keptUntil: instantSchema.nullable(),
  /** True when no file is in the queue nor waits. */
  isDone: z.boolean(),
  counts: batchCounts,
  /** By place. In an event: those that changed since the one before. */
  items: z.array(batchItemView),
});

export type BatchItemView = z.infer<typeof batchItemView>;
export type BatchView = z.infer<typeof batchView>;
