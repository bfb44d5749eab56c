import { OID, type Certificate } from '@libro-firma/asn1';
import { CLOCK_TOLERANCE_MILLISECONDS, digestName, isWeakDigest } from '@libro-firma/trust';
import type { TimestampFacts } from '../../timestamp/examine-timestamp';
import type { TimestampKind } from '../report/validation-report';
import { chainFacts, isChainSound, type ChainFacts, type ChainMaterial } from './chain-facts';

/** What a timestamp proves to have existed: only what its imprint covers. */
export type Covered =
  /** The content before it was signed: it proves nothing of the signature. */
  | 'CONTENT'
  /** The signature value. */
  | 'VALUE'
  /** Signature, timestamps and revocation data that stood there before it. */
  | 'ALL'
  | 'NOTHING';

export interface Stamp {
  readonly kind: TimestampKind | 'EVIDENCE_RECORD';
  readonly covers: Covered;
  readonly facts: TimestampFacts;
}

/** A timestamp with what is proven of its authority. */
export interface JudgedStamp extends Stamp {
  readonly chain: ChainFacts | undefined;
  /** Intact, by an authority for time-stamps that chained to an anchor then, and is known not to have been revoked. */
  readonly isTrusted: boolean;
}

/** By when something is proven to exist. */
export interface ProofOfExistence {
  readonly time: Date;
  readonly isProven: boolean;
  /** Undefined without proof: the instant is then that of whoever asks. */
  readonly by?: Stamp['kind'];
}

export interface ProofsOfExistence {
  readonly stamps: readonly JudgedStamp[];
  /** Of the signature value: the best signature time (EN 319 102-1 §5.5.4). */
  readonly value: ProofOfExistence;
  /** Of the revocation data and the timestamps. */
  readonly all: ProofOfExistence;
  /** The latest trusted timestamp over the content: the signature was made after it. */
  readonly notBefore: Date | undefined;
}

/**
 * Judges timestamps from the newest to the oldest: each trusted one proves by when what it covers existed, and so carries
 * those before it over the end of their certificates.
 *
 * @standard ETSI EN 319 102-1 §5.4, §5.5, §5.6.2
 */
export function proofsOfExistence(stamps: readonly Stamp[], material: ChainMaterial): ProofsOfExistence {
  let all: ProofOfExistence = { time: material.now, isProven: false };
  let value: ProofOfExistence = all;
  let notBefore: Date | undefined;
  const judged: JudgedStamp[] = [];
  const newestFirst = [...stamps].sort(
    (left, right) => right.facts.info.genTime.getTime() - left.facts.info.genTime.getTime(),
  );
  for (const stamp of newestFirst) {
    const { genTime } = stamp.facts.info;
    const one = judgeStamp(stamp, all, material);
    judged.push(one);
    if (!one.isTrusted) continue;
    const proof: ProofOfExistence = { time: genTime, isProven: true, by: stamp.kind };
    if (stamp.covers === 'ALL' && genTime < all.time) all = proof;
    if ((stamp.covers === 'ALL' || stamp.covers === 'VALUE') && genTime < value.time) value = proof;
    if (stamp.covers === 'CONTENT' && (!notBefore || genTime > notBefore)) notBefore = genTime;
  }
  return { stamps: judged, value, all, notBefore };
}

function judgeStamp(stamp: Stamp, known: ProofOfExistence, material: ChainMaterial): JudgedStamp {
  const { facts } = stamp;
  const authority = facts.signer.certificate;
  const chain =
    authority &&
    chainFacts(
      authority,
      { purpose: 'TIMESTAMPS', instant: known, doneAt: facts.info.genTime, provenAt: known.time },
      material,
    );
  const isTrusted =
    facts.integrity === 'INTACT' &&
    authority !== undefined &&
    chain !== undefined &&
    isChainSound(chain) &&
    isForTimestamps(authority) &&
    isWithin(facts.info.genTime, authority, known.time) &&
    isStrong(facts, known.time);
  return { ...stamp, chain, isTrusted };
}

/** The purpose must be critical and the only one: else any signer could be his own authority (RFC 3161 §2.3). */
function isForTimestamps({ extensions }: Certificate): boolean {
  const purposes = extensions.extendedKeyUsage;
  return (
    purposes?.critical === true &&
    purposes.purposes.length === 1 &&
    purposes.purposes[0] === OID.ekuTimeStamping
  );
}

/** Stamped while the authority's certificate was in force, and not in the future. */
function isWithin(genTime: Date, { notBefore, notAfter }: Certificate, known: Date): boolean {
  const isPast = genTime.getTime() <= known.getTime() + CLOCK_TOLERANCE_MILLISECONDS;
  return isPast && genTime >= notBefore && genTime <= notAfter;
}

function isStrong({ info, signer }: TimestampFacts, known: Date): boolean {
  const digests = [digestName(info.digestAlgorithm), signer.digest, signer.algorithm?.digest];
  return digests.every((digest) => digest === undefined || !isWeakDigest(digest, known));
}
