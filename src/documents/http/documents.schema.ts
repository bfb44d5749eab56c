import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../platform/http';

/** `act`: a PDF that is going to be signed, refused for what would make the signature worthless. `annex`: any format. */
export const uploadQuery = z.object({ use: z.enum(['act', 'annex']).default('act') });

export const documentVersionView = z.object({
  id: idSchema,
  number: z.number().int(),
  sha256: sha256Schema,
  size: z.number().int(),
  origin: z.enum(['UPLOADED', 'SIGNED']),
  createdAt: instantSchema,
});

export const documentView = z.object({
  id: idSchema,
  fileName: z.string(),
  mediaType: z.string(),
  pageCount: z.number().int().nullable(),
  suggestedSubject: z.string().nullable(),
  earlierSignatures: z.number().int(),
  warnings: z.array(z.object({ code: z.string(), text: z.string() })),
  current: documentVersionView,
});

export type DocumentView = z.infer<typeof documentView>;
