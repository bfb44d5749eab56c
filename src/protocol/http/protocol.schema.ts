import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuery, sha256Schema } from '../../platform/http';
import { ANNULMENT_SCOPES } from '../domain/annulment';
import { CORRESPONDENT_KINDS, DIRECTIONS, FILE_FLAGS, MEANS, MEDIA } from '../domain/registration';

const text = (most: number) => z.string().trim().max(most);
const ids = z.array(idSchema).max(1_000).default([]);

export const correspondent = z.object({
  kind: z.enum(CORRESPONDENT_KINDS),
  /** Left out for a sender who is not known. */
  name: text(300).default(''),
  familyName: text(200).optional(),
  taxCode: text(16).optional(),
  ipaCode: text(20).optional(),
  aooCode: text(20).optional(),
  email: z.email().max(200).optional(),
});

const paper = z.object({
  medium: z.enum(['PAPER', 'OBJECT']),
  description: text(1_000).optional(),
  sheets: z.number().int().min(1).max(100_000).optional(),
  place: text(300),
});

/** A file that was uploaded, with the hash that its sender announced; or what is no file. */
const annex = z.union([
  z.object({ documentId: idSchema, description: text(1_000).optional(), sha256: sha256Schema.optional() }),
  paper,
]);

/** Number, date and hash are given, never stated: a client that types one is refused (DPR 445/2000 art. 53). */
const GIVEN_NEVER_TYPED = {
  number: z.never().optional(),
  year: z.never().optional(),
  registeredOn: z.never().optional(),
  registeredAt: z.never().optional(),
};

export const registerBody = z.object({
  ...GIVEN_NEVER_TYPED,
  direction: z.enum(DIRECTIONS).default('INCOMING'),
  registerId: idSchema.optional(),
  /** Longer ones than the register holds come so far as to be refused by that name. */
  subject: text(100_000).min(1),
  sender: correspondent.nullable().default(null),
  furtherSenders: z.array(correspondent).max(1_000).default([]),
  recipients: z.array(correspondent).max(1_000).default([]),
  classificationCode: text(40).min(1),
  /** The arrival that is registered: its files, the first or `documentId` as the main one. It has one number for ever. */
  arrivalId: idSchema.optional(),
  documentId: idSchema.optional(),
  /** The hash that the sender announced of the main document: another one is refused. */
  sha256: sha256Schema.optional(),
  /** In place of a document: paper or an object. */
  paper: paper.optional(),
  annexDocumentIds: z.array(idSchema).max(9_999).default([]),
  annexes: z.array(annex).max(9_999).default([]),
  senderReference: text(200).optional(),
  senderReferenceDate: z.iso.date().optional(),
  receivedOn: z.iso.date().optional(),
  deferral: z.object({ reason: text(1_000).min(1), authorisedBy: text(300).min(1) }).optional(),
  means: z.enum(MEANS).default('HAND'),
  messageId: text(998).optional(),
  /** Kind of document, in the AOO's own words: it serves proposals and rules, and is no datum of the register. */
  documentType: text(60).optional(),
  reserved: z.object({ personIds: ids, officeIds: ids }).optional(),
  /** The annulled registration whose document is registered again. */
  againOf: idSchema.optional(),
  /** Registrations that were shown as likely doubles, and gone past. */
  duplicatesSeen: z.array(idSchema).max(100).default([]),
  /** ASK refuses what is certainly registered already and is not among `duplicatesSeen`; an arrival is always asked. */
  onDuplicates: z.enum(['ASK', 'GO_ON']).optional(),
});

export const registrationListQuery = pageQuery.extend({
  registerId: idSchema.optional(),
  year: z.coerce.number().int().min(1861).max(2200).optional(),
  number: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  direction: z.enum(DIRECTIONS).optional(),
  search: z.string().max(200).optional(),
  officeId: idSchema.optional(),
  classification: text(40).optional(),
  means: z.enum(MEANS).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  annulled: z.stringbool().optional(),
});

export const registrationSummary = z.object({
  id: idSchema,
  number: z.string(),
  year: z.number().int(),
  registeredAt: instantSchema,
  registeredOn: z.iso.date(),
  /** Null of an entry that is masked. */
  direction: z.enum(DIRECTIONS).nullable(),
  subject: z.string(),
  correspondents: z.array(z.string()),
  classificationCode: z.string(),
  registerCode: z.string(),
  operator: z.string(),
  fileCount: z.number().int(),
  reserved: z.boolean(),
  /** True of an entry that no longer counts: marked wherever its number appears. */
  annulled: z.boolean(),
  /** True of one whose data were annulled in part: what is right stands beside. */
  corrected: z.boolean(),
  /** True of one that another system numbered, before this register began. */
  imported: z.boolean(),
  /** True where the reader sees number and date alone. */
  masked: z.boolean(),
});
export const registrationPage = pageOf(registrationSummary);

const correspondentView = z.object({
  kind: z.enum(CORRESPONDENT_KINDS),
  name: z.string(),
  familyName: z.string().optional(),
  taxCode: z.string().optional(),
  ipaCode: z.string().optional(),
  aooCode: z.string().optional(),
  email: z.string().optional(),
});

const correctionView = z.discriminatedUnion('field', [
  z.object({ field: z.literal('subject'), value: z.string() }),
  z.object({ field: z.enum(['senders', 'recipients']), value: z.array(correspondentView).readonly() }),
]);

export const registrationDetail = registrationSummary.extend({
  direction: z.enum(DIRECTIONS),
  senders: z.array(correspondentView).readonly(),
  recipients: z.array(correspondentView).readonly(),
  means: z.string().nullable(),
  messageId: z.string().nullable(),
  senderReference: z.string().nullable(),
  senderReferenceDate: z.iso.date().nullable(),
  receivedOn: z.iso.date().nullable(),
  deferral: z.object({ reason: z.string(), authorisedBy: z.string() }).nullable(),
  emergency: z
    .object({ station: z.string(), number: z.string(), at: z.string(), cause: z.string() })
    .nullable(),
  annulments: z.array(
    z.object({
      requestId: idSchema,
      scope: z.enum(ANNULMENT_SCOPES),
      corrections: z.array(correctionView).readonly(),
      reason: z.string(),
      actReference: z.string(),
      decidedBy: z.string(),
      decidedAt: instantSchema,
    }),
  ),
  /** The annulled registration that this one takes the place of, and the one that takes the place of this. */
  againOf: idSchema.nullable(),
  againId: idSchema.nullable(),
  /** The number stands in an act that is not signed yet. */
  isOpen: z.boolean(),
  completedSha256: sha256Schema.nullable(),
  officeId: idSchema.nullable(),
  /** What the label of its paper says, for a reader of barcodes. */
  barcode: z.string().nullable(),
  /** As it was registered, with the title that it had that day. */
  registeredClassification: z.object({ code: z.string(), title: z.string() }),
  /** Classes that it was given since, the last one in force. */
  laterClassifications: z.array(
    z.object({ code: z.string(), reason: z.string(), decidedBy: z.string(), decidedAt: instantSchema }),
  ),
  hash: sha256Schema,
  previousHash: sha256Schema,
  files: z.array(
    z.object({
      position: z.number().int(),
      role: z.enum(['MAIN', 'ANNEX']),
      fileName: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
      algorithm: z.string(),
      hash: z.string().nullable(),
      medium: z.enum(MEDIA),
      description: z.string().nullable(),
      sheets: z.number().int().nullable(),
      place: z.string().nullable(),
      flags: z.array(z.enum(FILE_FLAGS)).readonly(),
    }),
  ),
});

export type RegistrationPage = z.infer<typeof registrationPage>;
export type RegistrationDetail = z.infer<typeof registrationDetail>;
export type RegisterBody = z.infer<typeof registerBody>;
