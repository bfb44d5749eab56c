import type { Certificate } from '@libro-firma/asn1';
import {
  buildPath,
  canBeAsked,
  judgeCrl,
  judgeOcsp,
  revocationStatus,
  type CertificatePath,
  type RevocationEvidence,
  type RevocationStatus,
} from '@libro-firma/trust';
import type { SignatureMaterial } from '../facts/shared-facts';
import { readRevocation, type ReadRevocation, type TrustContext } from './trust-context';

/** An instant for which a chain is judged, and whether a proof says that what is judged existed by then. */
export interface JudgedInstant {
  readonly time: Date;
  readonly isProven: boolean;
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
  readonly certificates: readonly Certificate[];
  readonly revocation: ReadRevocation;
  readonly now: Date;
}

export function chainMaterial(material: SignatureMaterial, context: TrustContext): ChainMaterial {
  return {
    anchors: context.anchors,
    certificates: [...material.certificates, ...context.intermediates],
    revocation: readRevocation({
      crls: [...context.revocation.crls, ...material.crls],
      ocspResponses: [...context.revocation.ocspResponses, ...material.ocspResponses],
    }),
    now: context.at,
  };
}

/**
 * Chain and revocation of a certificate for an instant.
 *
 * @param provenAt by when the revocation data themselves are proven to exist.
 * @standard ETSI EN 319 102-1 §5.2.6, §5.6.2
 */
export function chainFacts(
  certificate: Certificate,
  instant: JudgedInstant,
  material: ChainMaterial,
  provenAt: Date,
): ChainFacts {
  const { anchors, certificates } = material;
  const path = buildPath(certificate, { anchors, intermediates: certificates, at: instant.time });
  return {
    path,
    revocation: path.certificates.map((member, index) =>
      statusOf(member, path, index, { instant, material, provenAt }),
    ),
  };
}

interface Asking {
  readonly instant: JudgedInstant;
  readonly material: ChainMaterial;
  readonly provenAt: Date;
}

function statusOf(
  certificate: Certificate,
  path: CertificatePath,
  index: number,
  asking: Asking,
): RevocationStatus {
  const issuer = path.certificates[index + 1];
  if (issuer) return revocationStatus(certificate, evidenceFor(certificate, issuer, asking), asking.instant);
  const isAnchorOfOthers = path.anchored && index > 0;
  return isAnchorOfOthers || !canBeAsked(certificate)
    ? { state: 'NOT_ASKED' }
    : { state: 'UNKNOWN', problems: [] };
}

function evidenceFor(
  certificate: Certificate,
  issuer: Certificate,
  { instant, material, provenAt }: Asking,
): readonly RevocationEvidence[] {
  const { crls, ocspResponses } = material.revocation;
  const question = { certificate, issuer, now: material.now, provenAt };
  const isTrustedIssuer = (candidate: Certificate): boolean => {
    const path = buildPath(candidate, {
      anchors: material.anchors,
      intermediates: material.certificates,
      at: instant.time,
    });
    return path.anchored && path.findings.length === 0;
  };
  return [
    ...ocspResponses.flatMap((response) => judgeOcsp(response, question) ?? []),
    ...crls.flatMap((crl) => judgeCrl(crl, question, material.certificates, isTrustedIssuer) ?? []),
  ];
}

/** True when the chain reaches an anchor, nothing speaks against it, and of each certificate it is known that it was not revoked. */
export function isChainSound({ path, revocation }: ChainFacts): boolean {
  return (
    path.anchored &&
    path.findings.length === 0 &&
    revocation.every(({ state }) => state === 'GOOD' || state === 'NOT_ASKED')
  );
}
