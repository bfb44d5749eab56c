import {
  findCrlEntry,
  isSameName,
  readOrNothing,
  type Certificate,
  type Crl,
  type CrlEntry,
  type GeneralName,
} from '@libro-firma/asn1';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithms';
import { isWeakDigest } from '../algorithms/weak-algorithms';
import type { EvidenceQuestion } from './judge-ocsp';
import {
  CLOCK_TOLERANCE_MILLISECONDS,
  type RevocationEvidence,
  type RevocationProblem,
} from './revocation-evidence';
import { isSignedBy } from './signed-statement';

/**
 * What a CRL says of a certificate; undefined when it is another issuer's. A list of changes (delta) or for some reasons
 * only can show that a certificate is revoked, never that it is not. A CRL of another issuer counts only where the
 * certificate names that issuer and the list says that it is such a one, and its key is shown to `isTrustedIssuer`.
 *
 * @param isTrustedIssuer whether a certificate of this name and key may sign CRLs for others.
 * @standard RFC 5280 §5, §6.3; ETSI EN 319 102-1 §5.2.5
 */
export function judgeCrl(
  crl: Crl,
  question: EvidenceQuestion,
  candidates: readonly Certificate[] = [],
  isTrustedIssuer: (candidate: Certificate) => boolean = () => false,
): RevocationEvidence | undefined {
  const { certificate, issuer } = question;
  const isOwn = isSameName(crl.issuer, certificate.issuer);
  if (!isOwn && !isNamedBy(certificate, crl)) return undefined;
  const signers = isOwn ? [issuer] : candidates.filter((other) => isSameName(other.subject, crl.issuer));
  const signer = signers.find((other) => isSignedBy(crl, other));
  const found = signer
    ? readOrNothing(() => ({ entry: findCrlEntry(crl, certificate.serialNumber, certificate.issuer) }))
    : { entry: undefined };
  return {
    kind: 'CRL',
    ...statusOf(found?.entry),
    producedAt: crl.thisUpdate,
    thisUpdate: crl.thisUpdate,
    ...(crl.nextUpdate && { nextUpdate: crl.nextUpdate }),
    ...(crl.expiredCertsOnCrl && { keepsExpiredSince: crl.expiredCertsOnCrl }),
    problems: [
      ...(found ? signerProblems(signer, (other) => isOwn || isTrustedIssuer(other)) : UNPROVEN),
      ...timeProblems(crl, question),
      ...scopeProblems(crl, certificate, found?.entry),
      ...contentProblems(crl, question, found?.entry),
    ],
    ...(signer && { signer }),
    der: crl.der,
  };
}

const UNPROVEN: readonly RevocationProblem[] = ['SIGNATURE_NOT_VALID'];

function signerProblems(
  signer: Certificate | undefined,
  isAuthorised: (signer: Certificate) => boolean,
): readonly RevocationProblem[] {
  if (!signer) return UNPROVEN;
  return [
    ...(isAuthorised(signer) ? [] : (['RESPONDER_NOT_AUTHORISED'] as const)),
    ...(maySignCrls(signer) ? [] : (['ISSUER_MAY_NOT_SIGN_CRLS'] as const)),
  ];
}

function statusOf(entry: CrlEntry | undefined): Pick<RevocationEvidence, 'status' | 'since' | 'reason'> {
  if (!entry || entry.reason === 'removeFromCRL') return { status: 'GOOD' };
  const status = entry.reason === 'certificateHold' ? 'SUSPENDED' : 'REVOKED';
  return { status, since: entry.revocationDate, reason: entry.reason };
}

/** The certificate says that this other issuer speaks for its own (RFC 5280 §4.2.1.13, cRLIssuer). */
function isNamedBy({ extensions }: Certificate, crl: Crl): boolean {
  if (crl.issuingDistributionPoint?.indirect !== true) return false;
  return extensions.distributionPoints.some(({ crlIssuer }) =>
    crlIssuer.some((name) => name.kind === 'directory' && isSameName(name.name, crl.issuer)),
  );
}

function maySignCrls({ extensions }: Certificate): boolean {
  return !extensions.keyUsage || extensions.keyUsage.includes('cRLSign');
}

function timeProblems({ thisUpdate, nextUpdate }: Crl, { now }: EvidenceQuestion): RevocationProblem[] {
  const isAhead = thisUpdate.getTime() > now.getTime() + CLOCK_TOLERANCE_MILLISECONDS;
  const isContradictory = nextUpdate !== undefined && nextUpdate < thisUpdate;
  return [
    ...(isAhead ? (['FROM_THE_FUTURE'] as const) : []),
    ...(isContradictory ? (['TIMES_CONTRADICT'] as const) : []),
  ];
}

/** What the list does not cover, it cannot clear. */
function scopeProblems(
  crl: Crl,
  { extensions }: Certificate,
  entry: CrlEntry | undefined,
): RevocationProblem[] {
  const point = crl.issuingDistributionPoint;
  const isCa = extensions.basicConstraints?.ca === true;
  const problems: RevocationProblem[] = [];
  if (point) {
    const isOtherKind =
      (point.onlyUserCertificates && isCa) ||
      (point.onlyCaCertificates && !isCa) ||
      point.onlyAttributeCertificates ||
      !isPointOf(
        point.fullNames,
        extensions.distributionPoints.flatMap(({ fullNames }) => fullNames),
      );
    if (isOtherKind) problems.push('OTHER_SCOPE');
    if (point.onlySomeReasons && !entry) problems.push('ONLY_SOME_REASONS');
  }
  const isListed = entry !== undefined && entry.reason !== 'removeFromCRL';
  if (crl.deltaBaseNumber !== undefined && !isListed) problems.push('ONLY_CHANGES');
  return problems;
}

/** A list of one point covers only certificates that name this point; certificates that name none take any list. */
function isPointOf(own: readonly GeneralName[], named: readonly GeneralName[]): boolean {
  const addresses = own.flatMap((name) => (name.kind === 'uri' ? [name.value] : []));
  const wanted = named.flatMap((name) => (name.kind === 'uri' ? [name.value] : []));
  return (
    addresses.length === 0 || wanted.length === 0 || addresses.some((address) => wanted.includes(address))
  );
}

function contentProblems(
  crl: Crl,
  { provenAt, algorithms }: EvidenceQuestion,
  entry: CrlEntry | undefined,
): RevocationProblem[] {
  const digest = readSignatureAlgorithm(crl.signatureAlgorithm)?.digest;
  return [
    ...(crl.unknownCritical.length + (entry?.unknownCritical.length ?? 0) > 0
      ? (['UNKNOWN_CRITICAL_EXTENSION'] as const)
      : []),
    ...(digest !== undefined && isWeakDigest(digest, provenAt, algorithms)
      ? (['WEAK_ALGORITHM'] as const)
      : []),
  ];
}
