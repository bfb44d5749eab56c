import { nameValue, OID, readOrNothing, singleValue, timeOf } from '@libro-firma/asn1';
import { integrityOf } from '../../cms/examine-signer';
import type { TimestampFacts } from '../../timestamp/examine-timestamp';
import { ALL_CHECKS } from '../checks/all-checks';
import { concludeSignature, type JudgedCheck } from '../conclusion/conclude-signature';
import type { PdfSignatureFacts } from '../facts/pdf-signature-facts';
import { readPdfDate } from './pdf-date';
import { signerReport } from './signer-report';
import type {
  CertificateReferenceState,
  CheckReport,
  Integrity,
  SignatureReport,
  TimestampReport,
} from './validation-report';

/** Runs all checks over the facts of one signature and writes its part of the report. */
export function signatureReport(facts: PdfSignatureFacts): SignatureReport {
  const judged = ALL_CHECKS.map((check) => ({ check, outcome: check.judge(facts) }));
  const { dictionary, signer, range } = facts;
  const isTimestamp = facts.kind === 'timestamp' || dictionary.type === 'DocTimeStamp';
  return {
    type: isTimestamp ? 'TIMESTAMP' : 'SIGNATURE',
    fieldName: dictionary.fieldName,
    subFilter: dictionary.subFilter,
    ...concludeSignature(judged),
    integrity: fileIntegrity(facts),
    coverage: range.coverage,
    laterChanges: facts.later.state,
    changes: facts.later.changes,
    signingCertificateReference: referenceState(facts, isTimestamp),
    timestamps: timestampReports(facts),
    signer: signer?.certificate ? signerReport(signer.certificate) : null,
    claimedSigningTime: isTimestamp ? null : claimedTime(facts),
    reason: dictionary.reason,
    digestAlgorithm: signer?.digest ?? null,
    signatureAlgorithm: signer?.algorithm?.family ?? null,
    signedLength: range.ranges ? range.end : null,
    checks: judged.map(checkReport),
  };
}

function checkReport({ check, outcome }: JudgedCheck): CheckReport {
  const { passed, failed, unknown } = check.text;
  return {
    id: check.id,
    outcome,
    subIndication: outcome === 'FAILED' || outcome === 'UNKNOWN' ? check.subIndication : null,
    standard: check.standard,
    text: outcome === 'FAILED' ? failed : outcome === 'UNKNOWN' ? (unknown ?? failed) : passed,
  };
}

/** Value, digests and what ties them to the file; an irregular range proves nothing about the file. */
function fileIntegrity(facts: PdfSignatureFacts): Integrity {
  const { signer, otherSigners, timestamp, innerDigestMatches, range, kind, data } = facts;
  if (kind === 'unsupported') return 'UNKNOWN';
  if (!range.ranges || !data || !signer || innerDigestMatches === false) return 'BROKEN';
  if (timestamp) return timestamp.integrity;
  const all = [signer, ...otherSigners].map(integrityOf);
  if (all.includes('BROKEN')) return 'BROKEN';
  return all.includes('UNKNOWN') || all.length < data.signers.length ? 'UNKNOWN' : 'INTACT';
}

function referenceState({ signer }: PdfSignatureFacts, isTimestamp: boolean): CertificateReferenceState {
  if (isTimestamp || !signer) return 'NOT_APPLICABLE';
  return signer.reference ?? 'NOT_APPLICABLE';
}

function timestampReports({ timestamp, attached }: PdfSignatureFacts): readonly TimestampReport[] {
  return [
    ...(timestamp ? [timestampReport('DOCUMENT_TIMESTAMP', timestamp)] : []),
    ...attached.map(({ kind, facts }) => timestampReport(kind, facts)),
  ];
}

function timestampReport(kind: TimestampReport['kind'], facts: TimestampFacts | undefined): TimestampReport {
  const certificate = facts?.signer.certificate;
  return {
    kind,
    integrity: facts ? facts.integrity : 'BROKEN',
    time: facts?.info.genTime.toISOString() ?? null,
    authority: (certificate && nameValue(certificate.subject, 'commonName')) ?? null,
  };
}

/** /M of the dictionary; else the attribute signing-time of the older forms. */
function claimedTime({ dictionary, signer }: PdfSignatureFacts): string | null {
  if (dictionary.signingTime !== null) return readPdfDate(dictionary.signingTime);
  const stated = readOrNothing(() => {
    const value = singleValue(signer?.signer.signedAttributes, OID.signingTime);
    return value && timeOf(value);
  });
  return stated?.toISOString() ?? null;
}
