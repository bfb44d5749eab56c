import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../platform/http';

const segnaturaFile = z.object({
  fileName: z.string(),
  mediaType: z.string().nullable(),
  description: z.string().nullable(),
  fingerprint: z.object({ algorithm: z.string(), hex: z.string() }).nullable(),
});
const identifier = z.object({
  body: z.object({ code: z.string(), name: z.string().optional() }),
  aoo: z.object({ code: z.string(), name: z.string().optional() }),
  registerCode: z.string(),
  number: z.string(),
  date: z.string(),
  time: z.string().optional(),
});
const party = z.object({
  kind: z.enum(['PUBLIC_BODY', 'COMPANY', 'PERSON', 'FOREIGN_BODY']),
  name: z.string(),
  familyName: z.string().nullable(),
  taxCode: z.string().nullable(),
  ipaCode: z.string().nullable(),
  aooCode: z.string().nullable(),
  office: z.string().nullable(),
  email: z.string().nullable(),
});
const titled = z.object({ title: z.string().nullable(), code: z.string() });
const faults = z.array(z.object({ field: z.string(), fault: z.enum(['MISSING', 'MALFORMED']) })).readonly();
const edition = z.enum(['2001', '2013', '3.0.0']);

export const receivedSegnaturaView = z.object({
  content: z.object({
    edition,
    heading: z.object({
      identifier,
      firstRegistration: identifier.nullable(),
      subject: z.string().nullable(),
      classifications: z.array(titled).readonly(),
      caseFile: titled.nullable(),
      isReserved: z.boolean(),
      note: z.string().nullable(),
    }),
    answers: z.array(identifier).readonly(),
    sender: party.nullable(),
    recipients: z.array(party.extend({ confirm: z.boolean(), forInformation: z.boolean() })).readonly(),
    main: segnaturaFile.nullable(),
    annexes: z.array(segnaturaFile).readonly(),
    isSealed: z.boolean(),
    faults,
  }),
  anomalies: z.array(z.object({ code: z.string(), fileName: z.string().nullable() })).readonly(),
  sealConclusion: z.string().nullable(),
});
export type ReceivedSegnaturaView = z.infer<typeof receivedSegnaturaView>;

export const readSegnaturaBody = z.object({
  documentId: idSchema,
  /** Files that came with it, whose hashes are held against those that it names. */
  fileDocumentIds: z.array(idSchema).max(1_000).default([]),
});
export const keepSegnaturaBody = z.object({ documentId: idSchema });

export const messageKinds = z.enum(['CONFIRMATION', 'UPDATE', 'EXCEPTION', 'ANNULMENT']);
export const makeMessageBody = z.object({
  kind: messageKinds,
  reason: z.string().trim().max(2_000).optional(),
});
export const receiveMessageBody = z.object({ documentId: idSchema });
export const messageParams = z.object({ id: idSchema, messageId: idSchema });

export const exchangeView = z.object({
  segnatura: receivedSegnaturaView.nullable(),
  /** Of our own segnatura; null while it is not sealed. */
  seal: z.object({ level: z.string(), sealedAt: instantSchema }).nullable(),
  messages: z.array(
    z.object({
      id: idSchema,
      direction: z.enum(['SENT', 'RECEIVED']),
      kind: messageKinds,
      edition,
      reason: z.string().nullable(),
      faults,
      sha256: sha256Schema,
      notedAt: instantSchema,
    }),
  ),
});
export type ExchangeView = z.infer<typeof exchangeView>;
