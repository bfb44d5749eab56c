import { type ChangeKind, isDemoName } from '@libro-firma/signature';
import { CHANGE_WORDS } from '../application/change-words';
import { FIELD_WORDS } from '../application/field-words';
import { proofLine } from '../application/proof-line';
import { QUALIFICATION_WORDS } from '../application/qualification-words';
import type { Repetition } from '../application/repeat-verification.use-case';
import { SUB_INDICATION_WORDS } from '../application/sub-indication-words';
import { validAtDate } from '../application/valid-at-date';
import type { Progress } from '../application/verification-progress';
import type { VerificationRun } from '../application/verification-run';
import { maskIdentifiers, maskTaxCode } from '../domain/mask-tax-code';
import { sentenceOf } from '../domain/verdict';
import type {
  RepetitionView,
  ValidAtView,
  VerificationProgressView,
  VerificationView,
} from './verification.schema';

type Signature = VerificationRun['report']['signatures'][number];

/** A verification as the page shows it; of the tax code only what tells two people apart. */
export function viewOf(
  run: VerificationRun,
  request: Progress['request'],
  proofs: Progress['proofs'] = [],
): VerificationView {
  return {
    id: run.id,
    fileName: run.fileName,
    sha256: run.sha256,
    size: run.size,
    verifiedAt: run.verifiedAt.toISOString(),
    format: run.report.format,
    conclusion: run.report.conclusion,
    summary: run.report.problem?.text ?? sentenceOf(run.report.conclusion),
    proofsOfDate: [...proofs],
    trust: {
      sha256: run.trustSha256,
      policy: run.report.policy,
      lists: [...run.lists],
      answers: run.answers && [...run.answers],
    },
    request: request && {
      state: request.state,
      nextTryAt: request.nextTryAt?.toISOString() ?? null,
      keptUntil: request.keptUntil?.toISOString() ?? null,
    },
    changingFields: fieldsIn(run.report),
    uncovered: [...run.report.uncovered],
    signatures: signaturesOf(run.report, null),
  };
}

export function repetitionViewOf(of: string, repetition: Repetition): RepetitionView {
  const { run, isSameVerdict, isSameFacts, differences } = repetition;
  return {
    ...viewOf(run, null),
    repetition: {
      of,
      sameVerdict: isSameVerdict,
      sameFacts: isSameFacts,
      factsSha256: run.factsSha256,
      differences: [...differences],
    },
  };
}

export function validAtViewOf(
  { report }: VerificationRun,
  proofs: Progress['proofs'],
  day: string,
): ValidAtView {
  return {
    day,
    signatures: allSignatures(report).map((signature) => ({
      signer: signature.signer?.commonName ? maskIdentifiers(signature.signer.commonName) : null,
      ...validAtDate(signature, proofs, day),
    })),
  };
}

function allSignatures({ signatures, inner }: VerificationRun['report']): readonly Signature[] {
  return [...signatures, ...inner.flatMap(allSignatures)].filter(({ type }) => type !== 'TIMESTAMP');
}

export function progressViewOf({ request, run, proofs }: Progress): VerificationProgressView {
  const { id, fileName, sha256, size } = request ?? run;
  return {
    id,
    fileName,
    sha256,
    size,
    state: request?.state ?? 'DONE',
    askedAt: (request ? request.askedAt : run.verifiedAt).toISOString(),
    tries: request?.tries ?? 1,
    nextTryAt: request?.nextTryAt?.toISOString() ?? null,
    keptUntil: request?.keptUntil?.toISOString() ?? null,
    refusal: request?.refusal ?? null,
    result: run && viewOf(run, request, proofs),
  };
}

function fieldsIn({ changingFields, inner }: VerificationRun['report']): VerificationView['changingFields'] {
  // Runs from before they were looked for have none.
  const own = (changingFields as typeof changingFields | undefined) ?? [];
  return [
    ...own.map(({ kind, place }) => ({ kind, place, text: FIELD_WORDS[kind] })),
    ...inner.flatMap(fieldsIn),
  ];
}

/** Those of the file, then those of documents inside it. */
function signaturesOf(
  { signatures, inner }: VerificationRun['report'],
  within: string | null,
): VerificationView['signatures'] {
  return [
    ...signatures.map((signature) => signatureOf(signature, within)),
    ...inner.flatMap((each) => signaturesOf(each, each.file ?? each.format)),
  ];
}

function signatureOf(signature: Signature, within: string | null): VerificationView['signatures'][number] {
  const { signer } = signature;
  return {
    within,
    type: signature.type,
    fieldName: signature.fieldName,
    indication: signature.indication,
    subIndication: signature.subIndication,
    because: signature.subIndication && SUB_INDICATION_WORDS[signature.subIndication],
    integrity: signature.integrity,
    coverage: signature.coverage,
    laterChanges: signature.laterChanges,
    signer: {
      commonName: signer?.commonName ? maskIdentifiers(signer.commonName) : null,
      taxCode: signer?.taxCode ? maskTaxCode(signer.taxCode) : null,
      issuer: signer?.issuer ?? null,
      demo: signer !== null && isDemoName(signer.issuer),
    },
    certificate: signer && { validFrom: signer.validFrom, validTo: signer.validTo },
    claimedSigningTime: signature.claimedSigningTime,
    qualification: qualificationOf(signature),
    proof: proofLine(signature),
    timestamps: signature.timestamps.map(({ kind, integrity, time, authority, trusted, qualified }) => ({
      kind,
      integrity,
      time,
      authority,
      trusted,
      qualified,
    })),
    changes: signature.changes.map(({ kind, permitted, visible, rule, field, page }) => ({
      kind,
      text: CHANGE_WORDS[kind as ChangeKind],
      field: field ?? null,
      page: page ?? null,
      permitted,
      visible,
      rule,
    })),
    chain: signature.chain.map(({ subject, isAnchor, revocation }) => ({
      subject: maskIdentifiers(subject),
      isAnchor,
      revocation: revocation.state,
      since: revocation.since,
    })),
    checks: signature.checks.map(({ id, outcome, text, subIndication }) => ({
      id,
      outcome,
      text,
      subIndication,
    })),
  };
}

function qualificationOf({
  qualification,
}: Signature): VerificationView['signatures'][number]['qualification'] {
  if (!qualification) return null;
  const { level, reason, text, certificate, service } = qualification;
  return { level, text: QUALIFICATION_WORDS[level], reason, because: text, certificate, service };
}
