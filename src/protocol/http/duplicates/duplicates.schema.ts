import { z } from 'zod';
import { idSchema, sha256Schema } from '../../../platform/http';
import { DUPLICATE_REASONS } from '../../domain/duplicates/likeness';
import { DIRECTIONS } from '../../domain/registration';
import { correspondent, registrationSummary } from '../protocol.schema';

export const likelyDuplicatesBody = z.object({
  arrivalId: idSchema.optional(),
  direction: z.enum(DIRECTIONS).default('INCOMING'),
  subject: z.string().trim().max(4_000).default(''),
  sender: correspondent.nullable().default(null),
  recipients: z.array(correspondent).max(1_000).default([]),
  messageId: z.string().trim().max(998).optional(),
  senderReference: z.string().trim().max(200).optional(),
  hashes: z.array(sha256Schema).max(10_000).default([]),
});

export const likelyDuplicates = z.object({
  items: z.array(
    z.object({ reasons: z.array(z.enum(DUPLICATE_REASONS)).readonly(), registration: registrationSummary }),
  ),
});

export type LikelyDuplicatesBody = z.infer<typeof likelyDuplicatesBody>;
export type LikelyDuplicates = z.infer<typeof likelyDuplicates>;
