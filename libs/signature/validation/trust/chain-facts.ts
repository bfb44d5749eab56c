import type { Certificate } from '@libro-firma/asn1';
import {
  buildPath,
  canBeAsked,
  judgeCrl,
  judgeOcsp,
  revocationStatus,
  type AlgorithmPolicy,
  type CertificatePath,
  type ListedAuthorities,
  type RevocationEvidence,
  type RevocationStatus,
  type ServicePurpose,
} from '@libro-firma/trust';
import type { SignatureMaterial } from '../facts/shared-facts';
import { readRevocation, type ReadRevocation, type TrustContext } from './trust-context';

/** An instant for which a chain is judged, and whether a proof says that what is judged existed by then. */
export interface JudgedInstant {
  readonly time: Date;
  readonly isProven: boolean;
}

/** What is asked about a chain. */
export interface ChainQuestion {
  /** What its anchor must be trusted for. */
  readonly purpose: ServicePurpose;
  /** For it validity and revocation are judged. */
  readonly instant: JudgedInstant;
  /** When what the chain stands for was done: a listed service must have been qualified then. */
  readonly doneAt: Date;
  /** By when the revocation data themselves are proven to exist. */
  readonly provenAt: Date;
}

/** What can be proven of a certificate's chain for an instant. Facts, no verdict. */
export interface ChainFacts {
  readonly path: CertificatePath;
  /** For each certificate of the path; the anchor is not asked about. */
  readonly revocation: readonly RevocationStatus[];
}

/** All that is at hand for judging chains: what the caller brings, and what one file carries. */
export interface ChainMaterial {
  readonly anchors: readonly Certificate[];
  readonly listed: ListedAuthorities;
  readonly certificates: readonly Certificate[];
  readonly revocation: ReadRevocation;
  readonly now: Date;
  /** Those of the policy that is judged by. */
  readonly algorithms: AlgorithmPolicy;
}

export function chainMaterial(material: SignatureMaterial, context: TrustContext): ChainMaterial {
  return {
    anchors: context.anchors,
    listed: context.listed,
    certificates: [...material.certificates, ...context.intermediates],
    revocation: readRevocation({
      crls: [...context.revocation.crls, ...material.crls],
      ocspResponses: [...context.revocation.ocspResponses, ...material.ocspResponses],
    }),
    now: context.at,
    algorithms: context.policy.algorithms,
  };
}

/**
 * Chain and revocation of a certificate for an instant.
 *
 * @standard ETSI EN 319 102-1 §5.2.6, §5.6.2
 */
export function chainFacts(
  certificate: Certificate,
  question: ChainQuestion,
  material: ChainMaterial,
): ChainFacts {
  const { purpose, doneAt, instant } = question;
  const anchors = [...material.anchors, ...material.listed.anchorsAt(purpose, doneAt)];
  const intermediates = [...material.certificates, ...material.listed.known(purpose)];
  const pathOf = (one: Certificate): CertificatePath =>
    buildPath(one, { anchors, intermediates, at: instant.time, algorithms: material.algorithms });
  const path = pathOf(certificate);
  return {
    path,
    revocation: path.certificates.map((member, index) =>
      statusOf(member, path, index, { question, material, pathOf }),
    ),
  };
}

interface Asking {
  readonly question: ChainQuestion;
  readonly material: ChainMaterial;
  readonly pathOf: (certificate: Certificate) => CertificatePath;
}

function statusOf(
  certificate: Certificate,
  path: CertificatePath,
  index: number,
  asking: Asking,
): RevocationStatus {
  const { purpose, instant } = asking.question;
  const issuer = path.certificates[index + 1];
  if (issuer) return revocationStatus(certificate, evidenceFor(certificate, issuer, asking), instant);
  // A list names units that stamp by their own certificates: its word on the service is the status of such a one.
  const isAnchor = path.anchored && (index > 0 || purpose === 'TIMESTAMPS');
  return isAnchor || !canBeAsked(certificate) ? { state: 'NOT_ASKED' } : { state: 'UNKNOWN', problems: [] };
}

function evidenceFor(
  certificate: Certificate,
  issuer: Certificate,
  { question, material, pathOf }: Asking,
): readonly RevocationEvidence[] {
  const { crls, ocspResponses } = material.revocation;
  const { now, algorithms } = material;
  const asked = { certificate, issuer, now, provenAt: question.provenAt, algorithms };
  const isTrustedIssuer = (candidate: Certificate): boolean => {
    const path = pathOf(candidate);
    return path.anchored && path.findings.length === 0;
  };
  const byCrls = (one: Certificate): readonly RevocationEvidence[] =>
    crls.flatMap(
      (crl) => judgeCrl(crl, { ...asked, certificate: one }, material.certificates, isTrustedIssuer) ?? [],
    );
  const byOcsp = ocspResponses.flatMap((response) => judgeOcsp(response, asked, material.certificates) ?? []);
  return [...byOcsp.map((one) => withResponder(one, byCrls, question.instant)), ...byCrls(certificate)];
}

/** A responder that may be revoked is believed once its issuer's CRL says that it is not (RFC 6960 §4.2.2.2.1). */
function withResponder(
  evidence: RevocationEvidence,
  byCrls: (responder: Certificate) => readonly RevocationEvidence[],
  instant: JudgedInstant,
): RevocationEvidence {
  const { signer, problems } = evidence;
  if (!signer || !problems.includes('RESPONDER_STATUS_UNKNOWN')) return evidence;
  if (revocationStatus(signer, byCrls(signer), instant).state !== 'GOOD') return evidence;
  return { ...evidence, problems: problems.filter((one) => one !== 'RESPONDER_STATUS_UNKNOWN') };
}

/** True when the chain reaches an anchor, nothing speaks against it, and of each certificate it is known that it was not revoked. */
export function isChainSound({ path, revocation }: ChainFacts): boolean {
  return (
    path.anchored &&
    path.findings.length === 0 &&
    revocation.every(({ state }) => state === 'GOOD' || state === 'NOT_ASKED')
  );
}
