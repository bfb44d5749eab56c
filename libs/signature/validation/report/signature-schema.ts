import { QUALIFICATION_REASONS, type QualificationLevel } from '@libro-firma/trust';
import {
  instant,
  listOf,
  objectOf,
  oneOf,
  orNull,
  ref,
  text,
  truth,
  wholeNumber,
  type JsonSchema,
} from './schema-parts';
import type {
  ChainMemberReport,
  ChangeReport,
  CheckReport,
  EvidenceRecordReport,
  QualificationReport,
  SignatureReport,
  SignerReport,
  SubIndication,
  TimestampKind,
  TimestampReport,
} from './validation-report';

const integrity = oneOf<SignatureReport['integrity']>('Value and every digest; never trust', {
  INTACT: true,
  BROKEN: true,
  UNKNOWN: true,
});

const subIndication = orNull(
  oneOf<SubIndication>('Sub-indication of EN 319 102-1 §5.1.3', {
    FORMAT_FAILURE: true,
    HASH_FAILURE: true,
    SIG_CRYPTO_FAILURE: true,
    SIG_CONSTRAINTS_FAILURE: true,
    CHAIN_CONSTRAINTS_FAILURE: true,
    CERTIFICATE_CHAIN_GENERAL_FAILURE: true,
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE: true,
    OUT_OF_BOUNDS_NO_POE: true,
    REVOKED: true,
    EXPIRED: true,
    NOT_YET_VALID: true,
    REVOKED_NO_POE: true,
    REVOKED_CA_NO_POE: true,
    TIMESTAMP_ORDER_FAILURE: true,
    NO_SIGNING_CERTIFICATE_FOUND: true,
    NO_CERTIFICATE_CHAIN_FOUND: true,
    SIGNED_DATA_NOT_FOUND: true,
    TRY_LATER: true,
  }),
);

const TIMESTAMP_KINDS: Readonly<Record<TimestampKind, true>> = {
  CONTENT_TIMESTAMP: true,
  SIGNATURE_TIMESTAMP: true,
  REFERENCES_TIMESTAMP: true,
  ARCHIVE_TIMESTAMP: true,
  DOCUMENT_TIMESTAMP: true,
  TIMESTAMP_TOKEN: true,
};

const level = oneOf<QualificationLevel>('What it is in law (Regulation (EU) 910/2014 art. 3)', {
  QESig: true,
  QESeal: true,
  'AdESig-QC': true,
  'AdESeal-QC': true,
  AdES: true,
  NOT_DETERMINABLE: true,
});

const bothTexts = objectOf<CheckReport['text']>('In Italian and in English', {
  it: text('Italian'),
  en: text('English'),
});

const outcome = oneOf<CheckReport['outcome']>('The answer', {
  PASSED: true,
  FAILED: true,
  WARNING: true,
  UNKNOWN: true,
  NOT_APPLICABLE: true,
});

const check = objectOf<CheckReport>('One question and its answer; UNKNOWN is neither a pass nor a failure', {
  id: text('Name of the check'),
  outcome,
  subIndication,
  standard: text('Clause that asks for it'),
  text: ref('text'),
});

const signer = objectOf<SignerReport>('Who signed, as the certificate says', {
  commonName: orNull(text('Common name')),
  givenName: orNull(text('Given name')),
  surname: orNull(text('Surname')),
  taxCode: orNull(text('Codice fiscale (EN 319 412-1 §5.1.3)')),
  organization: orNull(text('Organisation')),
  subject: text('Distinguished name (RFC 4514)'),
  issuer: text('Distinguished name of the issuer'),
  serialNumber: text('Hexadecimal'),
  certificateSha256: text('Hexadecimal'),
  validFrom: instant('Start of the certificate’s validity'),
  validTo: instant('Its end'),
  claimsQualified: truth('The certificate claims to be qualified; no proof of it'),
});

const qualification = objectOf<QualificationReport>('What the signature is in law by the trusted lists', {
  level,
  reason: oneOf<QualificationReport['reason']>('Why', {
    ...(Object.fromEntries(Object.keys(QUALIFICATION_REASONS).map((key) => [key, true])) as Record<
      keyof typeof QUALIFICATION_REASONS,
      true
    >),
    SIGNATURE_NOT_PASSED: true,
  }),
  text: ref('text'),
  certificate: level,
  service: orNull(
    objectOf<NonNullable<QualificationReport['service']>>('The listed service on which it rests', {
      provider: text('Name of the provider'),
      name: text('Name of the service'),
      territory: text('Country of the list'),
    }),
  ),
});

const revocationState = oneOf<ChainMemberReport['revocation']['state']>('For the best signature time', {
  NOT_ASKED: true,
  GOOD: true,
  REVOKED: true,
  SUSPENDED: true,
  UNKNOWN: true,
});

const revocation = objectOf<ChainMemberReport['revocation']>('What is known of its revocation', {
  state: revocationState,
  source: orNull(oneOf<'OCSP' | 'CRL'>('Who says so', { OCSP: true, CRL: true })),
  asOf: orNull(instant('From when the source speaks')),
  since: orNull(instant('Since when it is revoked')),
  reason: orNull(text('Why it was revoked')),
  problems: listOf(text('Name of a problem'), 'Why what there was could not be relied upon'),
});

const chainMember = objectOf<ChainMemberReport>('A certificate of the chain', {
  subject: text('Distinguished name (RFC 4514)'),
  certificateSha256: text('Hexadecimal'),
  validFrom: instant('Start of its validity'),
  validTo: instant('Its end'),
  isAnchor: truth('It is trusted by itself'),
  revocation,
});

const timestampKind = oneOf<TimestampKind>('What it is over', TIMESTAMP_KINDS);

const timestamp = objectOf<TimestampReport>('A timestamp', {
  kind: timestampKind,
  integrity,
  time: orNull(instant('What the token states')),
  trusted: orNull(truth('Its authority is trusted, so that it proves a time')),
  authority: orNull(text('Common name of the authority')),
  qualified: orNull(truth('Its authority was listed for qualified time-stamps then')),
});

const change = objectOf<ChangeReport>(
  'One thing that was done to the file after the signature',
  {
    kind: text('Name of the change'),
    permitted: truth('Whether it was permitted'),
    visible: truth('A page may look different for it'),
    rule: text('The clause that permits it, or that it breaks'),
    field: text('Full name of the form field concerned'),
    page: wholeNumber('Page concerned, from 1', 1),
  },
  ['field', 'page'],
);

const bestTime = objectOf<SignatureReport['bestSignatureTime']>('By when the signature is proven to exist', {
  time: instant('Without proof that of whoever asks'),
  proven: truth('A trusted timestamp or evidence record proves it'),
  by: orNull(
    oneOf<TimestampKind | 'EVIDENCE_RECORD'>('What proves it', { ...TIMESTAMP_KINDS, EVIDENCE_RECORD: true }),
  ),
});

const evidenceRecord = objectOf<EvidenceRecordReport>('An evidence record', {
  integrity,
  from: orNull(instant('First instant that its timestamps state')),
  renewed: orNull(instant('Last one')),
});

const type = oneOf<SignatureReport['type']>('Which of them', {
  SIGNATURE: true,
  COUNTER_SIGNATURE: true,
  TIMESTAMP: true,
});

const indication = oneOf<SignatureReport['indication']>('Main indication of EN 319 102-1 §5.1.2', {
  TOTAL_PASSED: true,
  INDETERMINATE: true,
  TOTAL_FAILED: true,
});

const coverage = oneOf<SignatureReport['coverage']>('How much of the file it covers', {
  WHOLE_FILE: true,
  REVISION: true,
  PARTIAL: true,
  NOT_APPLICABLE: true,
});

const laterChanges = oneOf<SignatureReport['laterChanges']>('What became of the file after it', {
  NONE: true,
  PERMITTED: true,
  FORBIDDEN: true,
  UNKNOWN: true,
  NOT_APPLICABLE: true,
});

const signature = objectOf<SignatureReport>(
  'A signature, a counter-signature, or a timestamp that stands alone',
  {
    type,
    fieldName: orNull(text('Field of a PDF, file of a container, Id of an XML signature')),
    subFilter: orNull(text('/SubFilter of a PDF')),
    indication,
    subIndication,
    integrity,
    coverage,
    laterChanges,
    changes: listOf(ref('change'), 'Each change after it'),
    signingCertificateReference: oneOf<SignatureReport['signingCertificateReference']>(
      'Whether it names the certificate by which it was verified',
      { OK: true, MISSING: true, MISMATCH: true, AMBIGUOUS: true, NOT_APPLICABLE: true },
    ),
    timestamps: listOf(ref('timestamp'), 'Those that it carries'),
    evidenceRecords: listOf(ref('evidenceRecord'), 'Those that it carries'),
    bestSignatureTime: bestTime,
    signer: orNull(ref('signer')),
    qualification: orNull(ref('qualification')),
    chain: listOf(ref('chainMember'), 'Signer first; empty without certificate'),
    claimedSigningTime: orNull(instant('What the signer claims; no proof')),
    reason: orNull(text('What the signer says of why')),
    digestAlgorithm: orNull(text('As node:crypto spells it')),
    signatureAlgorithm: orNull(text('Family of the algorithm')),
    signedLength: orNull(wholeNumber('Bytes of the file up to the end of what is signed')),
    checks: listOf(ref('check'), 'Every check, in the order of EN 319 102-1 §5.3'),
  },
);

/** What the schema of the report refers to by name. */
export const SIGNATURE_DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  signature,
  check,
  signer,
  qualification,
  chainMember,
  timestamp,
  change,
  evidenceRecord,
  text: bothTexts,
};

/** Every word that a signature's report may use, in the order of the schema. */
export const SIGNATURE_WORDS = {
  type: type.enum,
  indication: indication.enum,
  integrity: integrity.enum,
  coverage: coverage.enum,
  laterChanges: laterChanges.enum,
  outcome: outcome.enum,
  timestampKind: timestampKind.enum,
  revocationState: revocationState.enum,
  qualification: level.enum,
} as const;
