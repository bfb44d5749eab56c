import {
  isSameName,
  OID,
  type BasicOcspResponse,
  type Certificate,
  type OcspCertId,
  type OcspSingleResponse,
} from '@libro-firma/asn1';
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy';
import { digestName, digestOf } from '../algorithms/digest-algorithms';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithms';
import { isWeakDigest } from '../algorithms/weak-algorithms';
import { certificateSignature } from '../path/certificate-signature';
import {
  CLOCK_TOLERANCE_MILLISECONDS,
  type RevocationEvidence,
  type RevocationProblem,
} from './revocation-evidence';
import { canBeAsked } from './revocation-status';
import { isSignedBy } from './signed-statement';

export interface EvidenceQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The present of who asks: what was made later than this is refused. */
  readonly now: Date;
  /** By when the evidence itself is proven to exist; the present where nothing proves more. */
  readonly provenAt: Date;
  /** Which algorithms may be relied upon until when; those of this build when absent. */
  readonly algorithms?: AlgorithmPolicy | undefined;
}

/**
 * What an OCSP response says of a certificate; undefined when it is about others. The response must be signed by the
 * issuer itself, or by a responder that the issuer certified for it and for nothing else.
 *
 * @param responders certificates that may be the responder's, beside those in the response.
 * @standard RFC 6960 §3.2, §4.2.2; ETSI EN 319 102-1 §5.2.5
 */
export function judgeOcsp(
  response: BasicOcspResponse,
  question: EvidenceQuestion,
  responders: readonly Certificate[] = [],
): RevocationEvidence | undefined {
  const single = response.responses.find(({ certId }) => isAbout(certId, question));
  if (!single) return undefined;
  const { revocationTime: since, reason } = single;
  const signers = respondersOf(response, [question.issuer, ...response.certificates, ...responders]).filter(
    (candidate) => isSignedBy(response, candidate),
  );
  const judged = signers.map((signer) => ({
    signer,
    problems: signerProblems(signer, question.issuer, response),
  }));
  const best = judged.find(({ problems }) => problems.length === 0) ?? judged[0];
  const isHeld = single.status === 'REVOKED' && reason === 'certificateHold';
  return {
    kind: 'OCSP',
    status: isHeld ? 'SUSPENDED' : single.status,
    ...(since && { since }),
    ...(reason && { reason }),
    producedAt: response.producedAt,
    thisUpdate: single.thisUpdate,
    ...(single.nextUpdate && { nextUpdate: single.nextUpdate }),
    ...(single.archiveCutoff && { keepsExpiredSince: single.archiveCutoff }),
    problems: [
      ...(best?.problems ?? UNPROVEN),
      ...timeProblems(response, single, question),
      ...contentProblems(response, single, question),
    ],
    ...(best && { signer: best.signer }),
    der: response.der,
  };
}

function isAbout(certId: OcspCertId, { certificate, issuer }: EvidenceQuestion): boolean {
  const digest = digestName(certId.digestAlgorithm);
  if (digest === undefined || certId.serialNumber !== certificate.serialNumber) return false;
  return (
    digestOf(digest, certificate.issuer.der).equals(certId.issuerNameHash) &&
    digestOf(digest, issuer.publicKey.keyBytes).equals(certId.issuerKeyHash)
  );
}

const UNPROVEN: readonly RevocationProblem[] = ['SIGNATURE_NOT_VALID'];

/** Certificates that answer to the responder's name. */
function respondersOf(
  { responderId }: BasicOcspResponse,
  candidates: readonly Certificate[],
): readonly Certificate[] {
  return candidates.filter((candidate) =>
    responderId.kind === 'name'
      ? isSameName(candidate.subject, responderId.name)
      : digestOf('sha1', candidate.publicKey.keyBytes).equals(responderId.hash),
  );
}

/**
 * The issuer may answer for its own certificates. A delegate must be certified by the issuer directly, for OCSP
 * signing, and be in force when it answered. Where its own revocation can be asked for it is open: nothing here proves
 * that it is not revoked.
 */
function signerProblems(
  signer: Certificate,
  issuer: Certificate,
  { producedAt }: BasicOcspResponse,
): readonly RevocationProblem[] {
  if (signer.sha256 === issuer.sha256) return [];
  const isDelegate =
    signer.extensions.extendedKeyUsage?.purposes.includes(OID.ekuOcspSigning) === true &&
    isSameName(signer.issuer, issuer.subject) &&
    certificateSignature(signer, issuer) === 'VALID' &&
    producedAt >= signer.notBefore &&
    producedAt <= signer.notAfter;
  if (!isDelegate) return ['RESPONDER_NOT_AUTHORISED'];
  return canBeAsked(signer) ? ['RESPONDER_STATUS_UNKNOWN'] : [];
}

function timeProblems(
  { producedAt }: BasicOcspResponse,
  { thisUpdate, nextUpdate }: OcspSingleResponse,
  { now }: EvidenceQuestion,
): RevocationProblem[] {
  const latest = now.getTime() + CLOCK_TOLERANCE_MILLISECONDS;
  const isAhead = producedAt.getTime() > latest || thisUpdate.getTime() > latest;
  const isContradictory =
    (nextUpdate !== undefined && nextUpdate < thisUpdate) ||
    producedAt.getTime() + CLOCK_TOLERANCE_MILLISECONDS < thisUpdate.getTime();
  return [
    ...(isAhead ? (['FROM_THE_FUTURE'] as const) : []),
    ...(isContradictory ? (['TIMES_CONTRADICT'] as const) : []),
  ];
}

function contentProblems(
  response: BasicOcspResponse,
  single: OcspSingleResponse,
  { certificate, provenAt, algorithms }: EvidenceQuestion,
): RevocationProblem[] {
  const digest = readSignatureAlgorithm(response.signatureAlgorithm)?.digest;
  const { certHash } = single;
  const hashName = certHash && digestName(certHash.digestAlgorithm);
  const isOtherCertificate =
    certHash !== undefined &&
    (hashName === undefined || !digestOf(hashName, certificate.der).equals(certHash.hash));
  return [
    ...(response.unknownCritical.length + single.unknownCritical.length > 0
      ? (['UNKNOWN_CRITICAL_EXTENSION'] as const)
      : []),
    ...(digest !== undefined && isWeakDigest(digest, provenAt, algorithms)
      ? (['WEAK_ALGORITHM'] as const)
      : []),
    ...(isOtherCertificate ? (['OTHER_SCOPE'] as const) : []),
    ...(single.status === 'UNKNOWN' ? (['STATUS_UNKNOWN'] as const) : []),
  ];
}
