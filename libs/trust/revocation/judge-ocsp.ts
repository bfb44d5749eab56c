import { createHash } from 'node:crypto';
import {
  isSameName,
  OID,
  type BasicOcspResponse,
  type Certificate,
  type OcspCertId,
  type OcspSingleResponse,
} from '@libro-firma/asn1';
import { digestName, digestOf } from '../algorithms/digest-algorithms';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithms';
import { publicKeyOf, verifyValue } from '../algorithms/verify-value';
import { isWeakDigest } from '../algorithms/weak-algorithms';
import { certificateSignature } from '../path/certificate-signature';
import {
  CLOCK_TOLERANCE_MILLISECONDS,
  type RevocationEvidence,
  type RevocationProblem,
} from './revocation-evidence';

export interface EvidenceQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The present of who asks: what was made later than this is refused. */
  readonly now: Date;
  /** By when the evidence itself is proven to exist; the present where nothing proves more. */
  readonly provenAt: Date;
}

/**
 * What an OCSP response says of a certificate; undefined when it is about others. The response must be signed by the
 * issuer itself, or by a responder that the issuer certified for it and for nothing else.
 *
 * @standard RFC 6960 §3.2, §4.2.2; ETSI EN 319 102-1 §5.2.5
 */
export function judgeOcsp(
  response: BasicOcspResponse,
  question: EvidenceQuestion,
): RevocationEvidence | undefined {
  const single = response.responses.find(({ certId }) => isAbout(certId, question));
  if (!single) return undefined;
  const { revocationTime: since, reason } = single;
  const isHeld = single.status === 'REVOKED' && reason === 'certificateHold';
  return {
    kind: 'OCSP',
    status: isHeld ? 'SUSPENDED' : single.status,
    ...(since && { since }),
    ...(reason && { reason }),
    thisUpdate: single.thisUpdate,
    ...(single.nextUpdate && { nextUpdate: single.nextUpdate }),
    ...(single.archiveCutoff && { keepsExpiredSince: single.archiveCutoff }),
    problems: [
      ...responderProblems(response, question),
      ...timeProblems(response, single, question),
      ...contentProblems(response, single, question),
    ],
    sha256: createHash('sha256').update(response.der).digest('hex'),
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

/** Certificates that answer to the responder's name: the issuer, and what came with the response. */
function respondersOf({ responderId, certificates }: BasicOcspResponse, issuer: Certificate): Certificate[] {
  return [issuer, ...certificates].filter((candidate) =>
    responderId.kind === 'name'
      ? isSameName(candidate.subject, responderId.name)
      : digestOf('sha1', candidate.publicKey.keyBytes).equals(responderId.hash),
  );
}

function responderProblems(response: BasicOcspResponse, { issuer }: EvidenceQuestion): RevocationProblem[] {
  const signers = respondersOf(response, issuer).filter((candidate) => isSignedBy(response, candidate));
  if (signers.length === 0) return ['SIGNATURE_NOT_VALID'];
  return signers.some((signer) => isAuthorised(signer, issuer, response)) ? [] : ['RESPONDER_NOT_AUTHORISED'];
}

const verified = new WeakMap<BasicOcspResponse, Map<string, boolean>>();

function isSignedBy(response: BasicOcspResponse, signer: Certificate): boolean {
  const known = verified.get(response) ?? new Map<string, boolean>();
  verified.set(response, known);
  const before = known.get(signer.sha256);
  if (before !== undefined) return before;
  const algorithm = readSignatureAlgorithm(response.signatureAlgorithm);
  const key = publicKeyOf(signer.publicKey);
  const holds =
    algorithm !== undefined &&
    key !== undefined &&
    verifyValue(algorithm, key, [response.tbs], response.signature) === 'VALID';
  known.set(signer.sha256, holds);
  return holds;
}

/**
 * The issuer may answer for its own certificates. A delegate must be certified by the issuer directly, for OCSP
 * signing, be in force when it answered, and be one whose own revocation need not be asked: for any other it would have
 * to be known that it is not revoked, which nothing here proves.
 */
function isAuthorised(signer: Certificate, issuer: Certificate, { producedAt }: BasicOcspResponse): boolean {
  if (signer.sha256 === issuer.sha256) return true;
  const { extendedKeyUsage, noCheck, validityAssured, ocspUrls, crlDistributionPoints } = signer.extensions;
  const needsNoCheck =
    noCheck || validityAssured || (ocspUrls.length === 0 && crlDistributionPoints.length === 0);
  return (
    extendedKeyUsage?.purposes.includes(OID.ekuOcspSigning) === true &&
    isSameName(signer.issuer, issuer.subject) &&
    certificateSignature(signer, issuer) === 'VALID' &&
    producedAt >= signer.notBefore &&
    producedAt <= signer.notAfter &&
    needsNoCheck
  );
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
  { certificate, provenAt }: EvidenceQuestion,
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
    ...(digest !== undefined && isWeakDigest(digest, provenAt) ? (['WEAK_ALGORITHM'] as const) : []),
    ...(isOtherCertificate ? (['OTHER_SCOPE'] as const) : []),
    ...(single.status === 'UNKNOWN' ? (['STATUS_UNKNOWN'] as const) : []),
  ];
}
