import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../../platform/http';
import { IMPORT_ENCODINGS } from '../../domain/register-start/import-columns';
import { FINDINGS, IMPORT_STATES } from '../../domain/register-start/register-import';
import { registrationSummary } from '../protocol.schema';

export const registerQuery = z.object({ registerId: idSchema.optional() });
export const importQuery = registerQuery.extend({ encoding: z.enum(IMPORT_ENCODINGS).default('utf-8') });

export const openingBody = z.object({
  registerId: idSchema.optional(),
  firstNumber: z.number().int().min(1).max(999_999_999),
  /** Of the act that closes the old register, as it is cited. */
  actReference: z.string().trim().min(1).max(500),
  actDate: z.iso.date(),
});

const finding = z.object({
  kind: z.enum(FINDINGS),
  /** Null of a line that was not taken: `from` and `to` are lines of the file then. */
  year: z.number().int().nullable(),
  from: z.number().int(),
  to: z.number().int(),
  note: z.string(),
});

export const registerStartView = z.object({
  register: z.object({ id: idSchema, code: z.string(), name: z.string() }),
  /** True once nothing can be imported or opened any more. */
  hasNumbers: z.boolean(),
  opening: z
    .object({
      year: z.number().int(),
      firstNumber: z.number().int(),
      actReference: z.string(),
      actDate: z.iso.date(),
    })
    .nullable(),
  imports: z.array(
    z.object({
      id: idSchema,
      state: z.enum(IMPORT_STATES),
      fileName: z.string(),
      fileSha256: sha256Schema,
      size: z.number().int(),
      linesDone: z.number().int(),
      taken: z.number().int(),
      /** Why the file was refused. */
      refusal: z.object({ code: z.string(), text: z.string(), remedy: z.string().nullable() }).nullable(),
      report: z
        .object({
          lines: z.number().int(),
          taken: z.number().int(),
          years: z
            .array(
              z.object({
                year: z.number().int(),
                first: z.number().int(),
                last: z.number().int(),
                entries: z.number().int(),
              }),
            )
            .readonly(),
          counts: z.record(z.enum(FINDINGS), z.number().int()),
          first: z.array(finding).readonly(),
        })
        .nullable(),
      /** True once the report bears the seal. */
      hasReport: z.boolean(),
      importedBy: z.string(),
      receivedAt: instantSchema,
    }),
  ),
});

export const importedDetail = registrationSummary.extend({
  /** Of the file that it came with. */
  line: z.number().int(),
  registeredTime: z.string().nullable(),
  senders: z.array(z.string()),
  recipients: z.array(z.string()),
  means: z.string().nullable(),
  senderReference: z.string().nullable(),
  senderReferenceDate: z.iso.date().nullable(),
  receivedOn: z.iso.date().nullable(),
  office: z.string().nullable(),
  algorithm: z.string().nullable(),
  hash: z.string().nullable(),
  annulmentAct: z.string().nullable(),
  notes: z.string().nullable(),
});

export type RegisterStartView = z.infer<typeof registerStartView>;
export type ImportedDetail = z.infer<typeof importedDetail>;
