import { OID, type Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { buildPath, isWeakDigest } from '@libro-firma/trust';
import type { SignedContent } from '../cms/signed-content';
import { examineTimestamp, type TimestampFacts } from './examine-timestamp';
import type { TimestampQuestion } from './timestamp-request';
import { timestampRefusals } from './timestamp.refusals';

/** What a token must satisfy beyond being right in itself. */
export interface TokenExpectation {
  readonly question: TimestampQuestion;
  readonly now: Date;
  /** How far the authority's clock may be from ours, its stated accuracy aside. */
  readonly toleranceMilliseconds: number;
  /** Where given, the authority's certificate must lead to one of these. */
  readonly anchors?: readonly Certificate[];
}

/** A token that answers what was asked. */
export interface TimestampToken {
  /** ContentInfo as the authority sent it. */
  readonly der: Buffer;
  readonly time: Date;
  readonly policy: string;
  readonly authority: Certificate;
  /** Certificates that the token brings along, the authority's included. */
  readonly certificates: readonly Certificate[];
}

/**
 * Takes a token only if it answers the question in every point: imprint, nonce, policy, signature, the certificate
 * named in ESSCertID or ESSCertIDv2, its single critical purpose, its validity at the time stated, and a clock near
 * ours. One refusal of `timestampRefusals` for each.
 *
 * @standard RFC 3161 §2.2, §2.3, §2.4.2; RFC 5816 §2.2; ETSI EN 319 422 §5, §6
 */
export function judgeToken(token: Buffer, expected: TokenExpectation): Result<TimestampToken> {
  const facts = examineTimestamp(token, contentOfImprint(expected.question));
  if (!facts) return refuse(timestampRefusals.UNREADABLE());
  const { info, signer, data } = facts;
  const { certificate } = signer;
  const wrong = judgeAnswer(facts, expected.question);
  if (wrong) return refuse(wrong);
  if (!certificate) return refuse(timestampRefusals.CERTIFICATE_MISSING());
  const unfit = judgeAuthority(facts, certificate, expected);
  if (unfit) return refuse(unfit);
  const { certificates } = data;
  return accept({
    der: token,
    time: info.genTime,
    policy: info.policy,
    authority: certificate,
    certificates,
  });
}

/** Whether the token answers this question and no other. */
function judgeAnswer({ info, imprint }: TimestampFacts, question: TimestampQuestion): Refusal | undefined {
  if (imprint !== 'MATCHES' || info.digestAlgorithm !== OID[question.digest]) {
    return timestampRefusals.OTHER_IMPRINT();
  }
  if (info.nonce !== question.nonce) return timestampRefusals.OTHER_NONCE();
  const isOther = question.policy !== undefined && info.policy !== question.policy;
  return isOther ? timestampRefusals.OTHER_POLICY({ policy: info.policy }) : undefined;
}

/** Whether it was made by who says so, who may, and at a time that can be. */
function judgeAuthority(
  facts: TimestampFacts,
  certificate: Certificate,
  { now, toleranceMilliseconds, anchors }: TokenExpectation,
): Refusal | undefined {
  const { info, signer } = facts;
  if (signer.reference !== 'OK' && !isReferenceAmongChain(facts))
    return timestampRefusals.OTHER_CERTIFICATE();
  if (facts.integrity !== 'INTACT') return timestampRefusals.VALUE_INVALID();
  if (isWeak(facts, now)) return timestampRefusals.WEAK_ALGORITHM();
  if (!mayStampTime(certificate)) return timestampRefusals.PURPOSE_MISSING();
  if (info.genTime < certificate.notBefore || info.genTime > certificate.notAfter) {
    return timestampRefusals.AUTHORITY_NOT_VALID({ instant: info.genTime.toISOString() });
  }
  // What an authority says of its own accuracy does not let it stamp any time that it likes.
  const accuracy = Math.min(info.accuracyMilliseconds ?? 0, toleranceMilliseconds);
  const distance = Math.abs(info.genTime.getTime() - now.getTime()) - accuracy;
  if (distance > toleranceMilliseconds) {
    return timestampRefusals.CLOCK_DIFFERS({ seconds: Math.round(distance / 1000) });
  }
  return anchors && !isTrusted(facts, certificate, anchors) ? timestampRefusals.NOT_TRUSTED() : undefined;
}

/** Validation would not believe it (ETSI TS 119 312): what is stamped so has no proven time. */
function isWeak({ signer }: TimestampFacts, now: Date): boolean {
  const digests = [signer.digest, signer.algorithm?.digest];
  return digests.some((digest) => digest !== undefined && isWeakDigest(digest, now));
}

/** Many authorities name their whole chain: the first reference is the signer's, as RFC 5035 §3 wants. */
function isReferenceAmongChain({ signer }: TimestampFacts): boolean {
  return signer.reference === 'AMBIGUOUS';
}

/** Key purpose timeStamping alone, and critical (RFC 3161 §2.3). */
export function mayStampTime({ extensions }: Certificate): boolean {
  const { extendedKeyUsage } = extensions;
  return (
    extendedKeyUsage?.critical === true &&
    extendedKeyUsage.purposes.length === 1 &&
    extendedKeyUsage.purposes[0] === OID.ekuTimeStamping
  );
}

function isTrusted(facts: TimestampFacts, authority: Certificate, anchors: readonly Certificate[]): boolean {
  const path = buildPath(authority, {
    intermediates: facts.data.certificates,
    anchors,
    at: facts.info.genTime,
  });
  return path.anchored && path.findings.length === 0;
}

/** Only the digest is at hand, not the bytes. */
function contentOfImprint({ imprint, digest }: TimestampQuestion): SignedContent {
  return {
    pieces: () => [],
    digest: (name) => (name === digest ? imprint : Buffer.alloc(0)),
  };
}
