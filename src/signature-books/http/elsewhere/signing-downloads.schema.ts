import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../../platform/http';
import { CONTAINERS } from '../../domain/elsewhere/containers';
import { TASK_STATES } from '../../domain/route.states';

export const giveOutBody = z.object({
  version: z.number().int().min(0),
  fileId: idSchema,
  /** Of the file as it was shown. */
  sha256: sha256Schema,
  /** Why the act is signed although an opinion is contrary. */
  reasons: z.string().trim().min(3).max(2_000).optional(),
});

export const signingDownloadView = z.object({
  id: idSchema,
  taskId: idSchema,
  fileId: idSchema,
  sha256: sha256Schema,
  takenAt: instantSchema,
  /** Until then nobody else is given the file. */
  leaseUntil: instantSchema,
});

export const filesToSignView = z.object({
  taskId: idSchema,
  taskVersion: z.number().int(),
  taskState: z.enum(TASK_STATES),
  requestId: idSchema,
  subject: z.string(),
  files: z.array(
    z.object({
      id: idSchema,
      fileName: z.string(),
      role: z.enum(['MAIN', 'ANNEX']),
      sha256: sha256Schema,
      size: z.number().int(),
      signatures: z.number().int(),
      state: z.enum(['TO_SIGN', 'UNDER_WAY', 'WAITS', 'SIGNED']),
      waitsFor: z.string().nullable(),
      /** How it may be signed; none: not at all. */
      containers: z.array(z.enum(CONTAINERS)),
      download: signingDownloadView.nullable(),
      heldBy: z.object({ holder: z.string(), until: instantSchema }).nullable(),
    }),
  ),
});

export const takenFileView = z.object({
  requestId: idSchema,
  /** `WAITS`: signed, its verification is not concluded. */
  outcome: z.enum(['SIGNED', 'WAITS']),
  waitsFor: z.string().nullable(),
});

export type SigningDownloadView = z.infer<typeof signingDownloadView>;
export type FilesToSignView = z.infer<typeof filesToSignView>;
export type TakenFileView = z.infer<typeof takenFileView>;
