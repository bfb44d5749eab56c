import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../platform/http';

const localised = z.object({ it: z.string(), en: z.string() });

export const checkView = z.object({
  id: z.string(),
  outcome: z.enum(['PASSED', 'FAILED', 'WARNING', 'UNKNOWN', 'NOT_APPLICABLE']),
  text: localised,
  subIndication: z.string().nullable(),
});

export const signatureView = z.object({
  type: z.enum(['SIGNATURE', 'COUNTER_SIGNATURE', 'TIMESTAMP']),
  fieldName: z.string().nullable(),
  indication: z.enum(['TOTAL_PASSED', 'INDETERMINATE', 'TOTAL_FAILED']),
  subIndication: z.string().nullable(),
  integrity: z.enum(['INTACT', 'BROKEN', 'UNKNOWN']),
  coverage: z.enum(['WHOLE_FILE', 'REVISION', 'PARTIAL', 'NOT_APPLICABLE']),
  laterChanges: z.enum(['NONE', 'PERMITTED', 'FORBIDDEN', 'UNKNOWN', 'NOT_APPLICABLE']),
  signer: z.object({
    commonName: z.string().nullable(),
    taxCode: z.string().nullable(),
    issuer: z.string().nullable(),
    demo: z.boolean(),
  }),
  certificate: z.object({ validFrom: instantSchema, validTo: instantSchema }).nullable(),
  claimedSigningTime: instantSchema.nullable(),
  checks: z.array(checkView),
});

export const verificationView = z.object({
  id: idSchema,
  fileName: z.string(),
  sha256: sha256Schema,
  size: z.number().int(),
  verifiedAt: instantSchema,
  format: z.string(),
  conclusion: z.enum([
    'TOTAL_PASSED',
    'INDETERMINATE',
    'TOTAL_FAILED',
    'NO_SIGNATURE',
    'FORMAT_ERROR',
    'VALID',
    'INVALID',
    'NOT_CONFORMANT',
    'PARSE_ERROR',
  ]),
  summary: localised,
  signatures: z.array(signatureView),
});

export type VerificationView = z.infer<typeof verificationView>;
