import { isDemoName } from '../application/demo-certificate';
import type { VerificationRun } from '../application/verify-file.use-case';
import { sentenceOf } from '../domain/verdict';
import type { VerificationView } from './verification.schema';

type Signature = VerificationRun['report']['signatures'][number];

/** A verification as the page shows it; of the tax code only what tells two people apart. */
export function viewOf(run: VerificationRun): VerificationView {
  return {
    id: run.id,
    fileName: run.fileName,
    sha256: run.sha256,
    size: run.size,
    verifiedAt: run.verifiedAt.toISOString(),
    format: run.report.format,
    conclusion: run.report.conclusion,
    summary: run.report.problem?.text ?? sentenceOf(run.report.conclusion),
    signatures: run.report.signatures.map(signatureOf),
  };
}

function signatureOf(signature: Signature): VerificationView['signatures'][number] {
  const { signer } = signature;
  return {
    type: signature.type,
    fieldName: signature.fieldName,
    indication: signature.indication,
    subIndication: signature.subIndication,
    integrity: signature.integrity,
    coverage: signature.coverage,
    laterChanges: signature.laterChanges,
    signer: {
      commonName: signer?.commonName ?? null,
      taxCode: signer?.taxCode ? masked(signer.taxCode) : null,
      issuer: signer?.issuer ?? null,
      demo: signer !== null && isDemoName(signer.issuer),
    },
    certificate: signer && { validFrom: signer.validFrom, validTo: signer.validTo },
    claimedSigningTime: signature.claimedSigningTime,
    checks: signature.checks.map(({ id, outcome, text, subIndication }) => ({
      id,
      outcome,
      text,
      subIndication,
    })),
  };
}

function masked(taxCode: string): string {
  return `${taxCode.slice(0, 3)}…${taxCode.slice(-4)}`;
}
