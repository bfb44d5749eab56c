import { REPORT_WORDS } from '@libro-firma/signature';
import { z } from 'zod';
import { idSchema, instantSchema, sha256Schema } from '../../platform/http';

export const localised = z.object({ it: z.string(), en: z.string() });

export const checkView = z.object({
  id: z.string(),
  outcome: z.enum(REPORT_WORDS.outcome),
  text: localised,
  subIndication: z.string().nullable(),
});

export const timestampView = z.object({
  kind: z.enum(REPORT_WORDS.timestampKind),
  integrity: z.enum(REPORT_WORDS.integrity),
  time: instantSchema.nullable(),
  authority: z.string().nullable(),
  trusted: z.boolean().nullable(),
  qualified: z.boolean().nullable(),
});

export const changeView = z.object({
  kind: z.string(),
  text: localised,
  field: z.string().nullable(),
  page: z.number().int().nullable(),
  permitted: z.boolean(),
  visible: z.boolean(),
  rule: z.string(),
});

export const chainMemberView = z.object({
  subject: z.string(),
  isAnchor: z.boolean(),
  revocation: z.enum(REPORT_WORDS.revocationState),
  since: instantSchema.nullable(),
});

/** What the signature is in law by the trusted lists, apart from whether it is valid. */
export const qualificationView = z.object({
  level: z.enum(REPORT_WORDS.qualification),
  text: localised,
  reason: z.string(),
  because: localised,
  /** What the certificate would make of a signature that passed. */
  certificate: z.enum(REPORT_WORDS.qualification),
  service: z.object({ provider: z.string(), name: z.string(), territory: z.string() }).nullable(),
});

export const signatureView = z.object({
  /** Name of the document inside which it stands; null for the file itself. */
  within: z.string().nullable(),
  type: z.enum(REPORT_WORDS.type),
  fieldName: z.string().nullable(),
  indication: z.enum(REPORT_WORDS.indication),
  subIndication: z.string().nullable(),
  /** Why it is not TOTAL_PASSED, in words; null when it is. */
  because: localised.nullable(),
  integrity: z.enum(REPORT_WORDS.integrity),
  coverage: z.enum(REPORT_WORDS.coverage),
  laterChanges: z.enum(REPORT_WORDS.laterChanges),
  signer: z.object({
    commonName: z.string().nullable(),
    taxCode: z.string().nullable(),
    issuer: z.string().nullable(),
    demo: z.boolean(),
  }),
  certificate: z.object({ validFrom: instantSchema, validTo: instantSchema }).nullable(),
  claimedSigningTime: instantSchema.nullable(),
  /** Null for timestamps. */
  qualification: qualificationView.nullable(),
  /** At which date it can be opposed to others, and on what that rests; apart from the verdict. */
  proof: localised,
  timestamps: z.array(timestampView),
  changes: z.array(changeView),
  chain: z.array(chainMemberView),
  checks: z.array(checkView),
});

export const trustedListView = z.object({
  /** Country code; `EU` for the list of lists. */
  territory: z.string(),
  sha256: sha256Schema,
  sequenceNumber: z.number().int(),
  issuedAt: instantSchema.nullable(),
  nextUpdateAt: instantSchema.nullable(),
  /** Past its next update: it counts for nothing. */
  isStale: z.boolean(),
});

export const keptAnswerView = z.object({
  kind: z.enum(['OCSP', 'CRL', 'ISSUER']).nullable(),
  certificateSha256: sha256Schema,
  /** Of the answer's bytes; null: there was none that could be relied upon. */
  sha256: sha256Schema.nullable(),
  url: z.string().nullable(),
  fetchedAt: instantSchema.nullable(),
  /** Code of why there was none. */
  refusal: z.string().nullable(),
});

export const trustedListsView = z.object({
  /** Whose seal reports bear now; or why they bear none. */
  seal: z.object({
    holder: z.string().nullable(),
    validTo: instantSchema.nullable(),
    because: localised.nullable(),
  }),
  lists: z.array(
    trustedListView.extend({
      origin: z.enum(['FETCHED', 'IMPORTED']),
      ageInDays: z.number().int().nullable(),
    }),
  ),
  sources: z.array(
    z.object({
      url: z.string(),
      territory: z.string(),
      askedAt: instantSchema,
      answeredAt: instantSchema.nullable(),
      /** Code of why the last answer was not taken; null when all is well. */
      fault: z.string().nullable(),
    }),
  ),
});

export type TrustedListsView = z.infer<typeof trustedListsView>;

/** Of EN 319 102-1; of files without signature or that cannot be read; the last four of trusted lists. */
export const verificationConclusion = z.enum(REPORT_WORDS.conclusion);

export const verificationView = z.object({
  id: idSchema,
  fileName: z.string(),
  sha256: sha256Schema,
  size: z.number().int(),
  verifiedAt: instantSchema,
  format: z.string(),
  conclusion: verificationConclusion,
  summary: localised,
  /** By when the file existed, proven beside the file: apart from the verdict, oldest first. */
  proofsOfDate: z.array(
    z.object({
      kind: z.enum(['DAILY_REGISTER', 'PEC', 'DEPOSIT']),
      reference: z.string(),
      at: instantSchema,
      text: localised,
    }),
  ),
  /** What the verdict rests on. */
  trust: z.object({
    /** Name of the set of anchors and lists, under which it is kept. */
    sha256: sha256Schema.nullable(),
    policy: z.string(),
    lists: z.array(trustedListView),
    /** What services of revocation and issuers answered, kept to repeat the verification; null for those from before it was kept. */
    answers: z.array(keptAnswerView).nullable(),
  }),
  /** What is still to come: the next try where something could not be told, until when the file is kept; null: nothing. */
  request: z
    .object({
      state: z.enum(['QUEUED', 'WAITING', 'DONE']),
      nextTryAt: instantSchema.nullable(),
      keptUntil: instantSchema.nullable(),
    })
    .nullable(),
  /** What shows another text at another time, in the office documents inside, and where. */
  changingFields: z.array(
    z.object({
      kind: z.enum(REPORT_WORDS.changingField),
      text: localised,
      place: z.string(),
    }),
  ),
  /** Files of a container that no signature covers. */
  uncovered: z.array(z.string()),
  signatures: z.array(signatureView),
});

/** Whether each signature was valid on a day, apart from the verdict of today, and on what the answer rests. */
export const validAtView = z.object({
  day: z.iso.date(),
  signatures: z.array(
    z.object({
      signer: z.string().nullable(),
      answer: z.enum(['VALID', 'NOT_VALID', 'NOT_PROVEN', 'OPEN']),
      proof: z
        .object({
          kind: z.enum(['TIMESTAMP', 'EVIDENCE_RECORD', 'DAILY_REGISTER', 'PEC', 'DEPOSIT']),
          reference: z.string().nullable(),
          at: instantSchema,
        })
        .nullable(),
      text: localised,
    }),
  ),
});

export type ValidAtView = z.infer<typeof validAtView>;

/** A verification made again, and whether it says the same. */
export const repetitionView = verificationView.extend({
  repetition: z.object({
    /** The verification that was made again. */
    of: idSchema,
    /** The conclusions on the file and on each signature. */
    sameVerdict: z.boolean(),
    /** All that was found, by its digest; null where it was not kept then. */
    sameFacts: z.boolean().nullable(),
    factsSha256: sha256Schema.nullable(),
    /** What is not as it was; empty where all is. */
    differences: z.array(
      z.object({
        what: z.enum(['CONCLUSION', 'POLICY', 'TRUST', 'ANSWERS', 'CHECK', 'FACTS']),
        then: z.string(),
        now: z.string(),
        text: localised,
      }),
    ),
  }),
});

export type RepetitionView = z.infer<typeof repetitionView>;

/** How far a verification is; `result` is that of the last run. */
export const verificationProgressView = z.object({
  id: idSchema,
  state: z.enum(['QUEUED', 'WAITING', 'DONE']),
  fileName: z.string(),
  sha256: sha256Schema,
  size: z.number().int(),
  askedAt: instantSchema,
  /** Runs that were made; more than one where something could not be told at first. */
  tries: z.number().int(),
  nextTryAt: instantSchema.nullable(),
  keptUntil: instantSchema.nullable(),
  /** Why there is no result and none will come. */
  refusal: z.object({ code: z.string(), text: localised }).nullable(),
  result: verificationView.nullable(),
});

export type VerificationProgressView = z.infer<typeof verificationProgressView>;
export type VerificationView = z.infer<typeof verificationView>;
