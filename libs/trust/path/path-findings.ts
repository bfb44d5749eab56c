import type { Certificate } from '@libro-firma/asn1';
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy';
import { isWeakDigest, isWeakKey } from '../algorithms/weak-algorithms';
import { publicKeyOf } from '../algorithms/verify-value';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithms';
import { judgeNames } from './name-constraints';

/** What speaks against a path. It is a fact; what follows from it is for whoever validates. */
export type PathFindingCode =
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'NOT_A_CA'
  | 'KEY_MAY_NOT_SIGN_CERTIFICATES'
  | 'PATH_TOO_LONG'
  | 'NAME_NOT_PERMITTED'
  | 'NAME_CONSTRAINTS_NOT_JUDGED'
  | 'UNKNOWN_CRITICAL_EXTENSION'
  | 'WEAK_ALGORITHM';

export interface PathFinding {
  readonly code: PathFindingCode;
  /** Place in the path, the signer being 0. */
  readonly index: number;
}

/**
 * Findings of one path, signer first, at an instant. The anchor is trusted as it stands (RFC 5280 §6.1.1 (d)): its
 * own validity, extensions and signature are not judged, but the limits that it sets are.
 *
 * @param anchored the last certificate is a trust anchor.
 * @param algorithms which of them may be relied upon until when; those of this build when absent.
 */
export function pathFindings(
  path: readonly Certificate[],
  anchored: boolean,
  { at, algorithms }: { readonly at: Date; readonly algorithms?: AlgorithmPolicy | undefined },
): readonly PathFinding[] {
  return path.flatMap((certificate, index) => {
    const isAnchor = anchored && index === path.length - 1 && index > 0;
    const codes = [
      ...(isAnchor ? [] : ownFindings(certificate, at, algorithms)),
      ...(index > 0 && !isAnchor ? issuerFindings(certificate) : []),
      ...(index > 0 ? limitFindings(path, index) : []),
    ];
    return codes.map((code) => ({ code, index }));
  });
}

function ownFindings(
  certificate: Certificate,
  at: Date,
  algorithms: AlgorithmPolicy | undefined,
): PathFindingCode[] {
  const algorithm = readSignatureAlgorithm(certificate.signatureAlgorithm);
  const key = publicKeyOf(certificate.publicKey);
  const weak =
    (algorithm?.digest !== undefined && isWeakDigest(algorithm.digest, at, algorithms)) ||
    (key !== undefined && isWeakKey(key, at, algorithms));
  return [
    ...(at < certificate.notBefore ? (['NOT_YET_VALID'] as const) : []),
    ...(at > certificate.notAfter ? (['EXPIRED'] as const) : []),
    ...(certificate.extensions.unknownCritical.length > 0 ? (['UNKNOWN_CRITICAL_EXTENSION'] as const) : []),
    ...(weak ? (['WEAK_ALGORITHM'] as const) : []),
  ];
}

function issuerFindings({ extensions }: Certificate): PathFindingCode[] {
  const usage = extensions.keyUsage;
  return [
    ...(extensions.basicConstraints?.ca === true ? [] : (['NOT_A_CA'] as const)),
    ...(usage && !usage.includes('keyCertSign') ? (['KEY_MAY_NOT_SIGN_CERTIFICATES'] as const) : []),
  ];
}

function limitFindings(path: readonly Certificate[], index: number): PathFindingCode[] {
  const issuer = path[index];
  if (!issuer) return [];
  const { basicConstraints, nameConstraints } = issuer.extensions;
  // Intermediate CAs below this one; self-issued ones do not count (RFC 5280 §4.2.1.9).
  const between = path.slice(1, index).filter((ca) => !ca.subject.der.equals(ca.issuer.der)).length;
  const tooLong = basicConstraints?.pathLength !== undefined && between > basicConstraints.pathLength;
  const outcomes = nameConstraints
    ? path.slice(0, index).map((below) => judgeNames(below, nameConstraints))
    : [];
  return [
    ...(tooLong ? (['PATH_TOO_LONG'] as const) : []),
    ...(outcomes.includes('NOT_PERMITTED') ? (['NAME_NOT_PERMITTED'] as const) : []),
    ...(outcomes.includes('NOT_JUDGED') ? (['NAME_CONSTRAINTS_NOT_JUDGED'] as const) : []),
  ];
}
