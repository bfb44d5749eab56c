import { isSameName, keyIdentifierOf, type Certificate } from '@libro-firma/asn1';
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy';
import { certificateSignature } from './certificate-signature';
import { pathFindings, type PathFinding } from './path-findings';

const MAX_PATH_LENGTH = 10;
const MAX_SIGNATURE_CHECKS = 100;

export interface PathMaterial {
  /** Certificates that may stand between signer and anchor; nothing in them is believed. */
  readonly intermediates: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  /** Instant for which validity is judged. */
  readonly at: Date;
  /** Which algorithms may be relied upon until when; those of this build when absent. */
  readonly algorithms?: AlgorithmPolicy | undefined;
}

/** What could be established about the chain of a certificate. Facts, no verdict. */
export interface CertificatePath {
  /** Signer first; each one is proven to be signed by the next. */
  readonly certificates: readonly Certificate[];
  /** The last certificate is one of the anchors. */
  readonly anchored: boolean;
  readonly findings: readonly PathFinding[];
  /** Search stopped at a bound: an anchored path may exist that was not looked for. */
  readonly exhausted: boolean;
}

interface Search {
  readonly material: PathMaterial;
  readonly anchors: ReadonlySet<string>;
  checks: number;
  exhausted: boolean;
  best: CertificatePath | undefined;
}

/**
 * Builds the chain of `signer` up to an anchor: by name and key identifier, and by the signature of every link.
 * Among several it prefers an anchored one without findings, then an anchored one, then the longest. At most 10
 * certificates and 100 signature checks.
 *
 * @standard RFC 5280 §6.1; RFC 4158 §3
 */
export function buildPath(signer: Certificate, material: PathMaterial): CertificatePath {
  const search: Search = {
    material,
    anchors: new Set(material.anchors.map((anchor) => anchor.sha256)),
    checks: 0,
    exhausted: false,
    best: undefined,
  };
  extend([signer], search);
  const best = search.best ?? candidate([signer], search);
  return { ...best, exhausted: search.exhausted };
}

/** Returns true when a path was found that cannot be bettered. */
function extend(path: readonly Certificate[], search: Search): boolean {
  const found = candidate(path, search);
  if (!search.best || rank(found) > rank(search.best)) search.best = found;
  if (found.anchored) return found.findings.length === 0;
  const last = path.at(-1);
  if (!last) return false;
  if (path.length >= MAX_PATH_LENGTH) {
    search.exhausted = true;
    return false;
  }
  for (const issuer of issuersOf(last, search)) {
    if (path.some((member) => member.sha256 === issuer.sha256)) continue;
    search.checks += 1;
    if (search.checks > MAX_SIGNATURE_CHECKS) {
      search.exhausted = true;
      return false;
    }
    if (certificateSignature(last, issuer) !== 'VALID') continue;
    if (extend([...path, issuer], search)) return true;
  }
  return false;
}

function candidate(path: readonly Certificate[], search: Search): CertificatePath {
  const anchored = search.anchors.has(path.at(-1)?.sha256 ?? '');
  return {
    certificates: path,
    anchored,
    findings: pathFindings(path, anchored, search.material),
    exhausted: false,
  };
}

function rank(path: CertificatePath): number {
  return (
    (path.anchored ? 1000 : 0) +
    (path.anchored && path.findings.length === 0 ? 1000 : 0) +
    path.certificates.length
  );
}

function issuersOf(certificate: Certificate, { material }: Search): readonly Certificate[] {
  const wanted = certificate.extensions.authorityKeyIdentifier;
  const named = [...material.anchors, ...material.intermediates].filter((other) =>
    isSameName(other.subject, certificate.issuer),
  );
  if (!wanted) return named;
  const isNamedByKey = (other: Certificate): boolean => keyIdentifierOf(other).equals(wanted);
  // The key identifier is a hint (RFC 5280 §4.2.1.1): those that do not match come last, they are not left out.
  return [...named.filter(isNamedByKey), ...named.filter((other) => !isNamedByKey(other))];
}
