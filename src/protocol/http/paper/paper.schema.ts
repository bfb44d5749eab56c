import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../../platform/http';

export const joinCopyBody = z.object({
  /** As a reader of barcodes gives it, from the label. */
  barcode: z.string().trim().min(1).max(200),
  position: z.number().int().min(0).max(10_000).default(0),
  documentId: idSchema,
  /** The officer attests that the image is as the paper (CAD art. 22): without it there is no copy. */
  attested: z.literal(true),
});

export const copyList = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      position: z.number().int(),
      fileName: z.string(),
      sha256: sha256Schema,
      attestation: z.string(),
      attestedAt: instantSchema,
    }),
  ),
});

export const registeredFileParams = z.object({
  id: idSchema,
  position: z.coerce.number().int().min(0).max(10_000),
});

export type CopyList = z.infer<typeof copyList>;
