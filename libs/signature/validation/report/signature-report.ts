import { nameValue } from '@libro-firma/asn1';
import { isQualifiedTimestamp } from '@libro-firma/trust';
import type { AttachedTimestamp } from '../../timestamp/attached-timestamps';
import { ALL_CHECKS } from '../checks/all-checks';
import { concludeSignature, weigh, type JudgedCheck } from '../conclusion/conclude-signature';
import type { SignatureFacts } from '../facts/signature-facts';
import type { ValidationPolicy } from '../policy/validation-policy';
import { chainReport } from './chain-report';
import { evidenceRecordReport } from './evidence-record-report';
import { qualificationReport } from './qualification-report';
import { signerReport } from './signer-report';
import type { CheckReport, SignatureReport, TimestampReport } from './validation-report';

/** Runs the checks that the policy knows over the facts of one signature and writes its part of the report. */
export function signatureReport(facts: SignatureFacts, policy: ValidationPolicy): SignatureReport {
  const checks = ALL_CHECKS.filter(({ id }) => !policy.laterChecks.includes(id));
  const judged = checks.map((check) => weigh(check, check.judge(facts), policy));
  const { signer, type } = facts;
  const conclusion = concludeSignature(judged);
  return {
    type,
    ...facts.described,
    ...conclusion,
    integrity: facts.integrity,
    coverage: facts.coverage,
    laterChanges: facts.later.state,
    changes: facts.later.changes,
    signingCertificateReference:
      type === 'TIMESTAMP' ? 'NOT_APPLICABLE' : (signer?.reference ?? 'NOT_APPLICABLE'),
    timestamps: timestampsOf(facts).map((each) => timestampReport(each, facts)),
    bestSignatureTime: {
      time: facts.proofs.value.time.toISOString(),
      proven: facts.proofs.value.isProven,
      by: facts.proofs.value.by ?? null,
    },
    signer: signer?.certificate ? signerReport(signer.certificate) : null,
    qualification: type === 'TIMESTAMP' ? null : qualificationReport(facts.qualified, conclusion.indication),
    chain: chainReport(facts),
    digestAlgorithm: signer?.digest ?? null,
    signatureAlgorithm: signer?.algorithm?.family ?? null,
    evidenceRecords: facts.evidenceRecords.map(evidenceRecordReport),
    checks: judged.map(checkReport),
  };
}

const checkReports = new WeakMap<JudgedCheck['check'], Map<JudgedCheck['outcome'], CheckReport>>();

/** A check says the same of every signature for which it comes to the same: it is written once. */
function checkReport({ check, outcome }: JudgedCheck): CheckReport {
  const known = checkReports.get(check) ?? new Map<JudgedCheck['outcome'], CheckReport>();
  const report = known.get(outcome) ?? writeCheck({ check, outcome });
  if (known.size === 0) checkReports.set(check, known);
  known.set(outcome, report);
  return report;
}

function writeCheck({ check, outcome }: JudgedCheck): CheckReport {
  const { passed, failed, unknown } = check.text;
  return {
    id: check.id,
    outcome,
    subIndication: outcome === 'FAILED' || outcome === 'UNKNOWN' ? check.subIndication : null,
    standard: check.standard,
    text:
      outcome === 'FAILED' || outcome === 'WARNING'
        ? failed
        : outcome === 'UNKNOWN'
          ? (unknown ?? failed)
          : passed,
  };
}

function timestampsOf(
  facts: SignatureFacts,
): readonly { readonly kind: TimestampReport['kind']; readonly facts: AttachedTimestamp['facts'] }[] {
  const own = facts.family === 'xml' ? undefined : facts.timestamp;
  const kind = facts.family === 'pdf' ? 'DOCUMENT_TIMESTAMP' : 'TIMESTAMP_TOKEN';
  return [...(own ? [{ kind, facts: own } as const] : []), ...facts.attached];
}

function timestampReport(
  { kind, facts }: ReturnType<typeof timestampsOf>[number],
  { at, proofs, lists, path }: SignatureFacts,
): TimestampReport {
  const certificate = facts?.signer.certificate;
  const stamp = proofs.stamps.find((one) => one.facts === facts);
  // A timestamp that is reported for itself is no stamp of its own: its chain is the one that was judged.
  const chain = (stamp ? stamp.chain?.path : path)?.certificates ?? [];
  return {
    kind,
    integrity: facts ? facts.integrity : 'BROKEN',
    time: facts?.info.genTime.toISOString() ?? null,
    trusted: stamp?.isTrusted ?? null,
    authority: (certificate && nameValue(certificate.subject, 'commonName')) ?? null,
    qualified: (facts && isQualifiedTimestamp(chain, facts.info.genTime, lists, at)) ?? null,
  };
}
