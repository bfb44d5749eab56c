import { z } from 'zod';
import { NOTICES, type Noticed } from '../domain/pre-checks';
import { createRequestBody } from './signature-books.schema';

export const checkBody = createRequestBody.pick({
  bookId: true,
  mainDocumentId: true,
  annexes: true,
  route: true,
  documentTypeId: true,
});
export const checkView = z.object({
  notices: z.array(
    z.object({
      code: z.enum(Object.keys(NOTICES) as [Noticed, ...Noticed[]]),
      text: z.string(),
      remedy: z.string(),
    }),
  ),
});

export const changesView = z.object({
  from: z.number().int().nullable(),
  to: z.number().int(),
  returnReason: z.string().nullable(),
  files: z.array(
    z.object({
      fileName: z.string(),
      role: z.enum(['MAIN', 'ANNEX']),
      /** NO_TEXT: a scan, or not to be read; its bytes are others. */
      outcome: z.enum(['SAME', 'CHANGED', 'ADDED', 'REMOVED', 'NO_TEXT', 'TOO_DIFFERENT', 'NOT_COMPARED']),
      changes: z.array(z.object({ kind: z.enum(['SAME', 'ADDED', 'REMOVED']), text: z.string() })),
    }),
  ),
});

export type CheckView = z.infer<typeof checkView>;
export type ChangesView = z.infer<typeof changesView>;
