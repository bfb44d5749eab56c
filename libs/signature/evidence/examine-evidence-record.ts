import {
  OID,
  type ArchiveTimestamp,
  type ArchiveTimestampChain,
  type EvidenceRecord,
} from '@libro-firma/asn1';
import { der } from '@libro-firma/asn1';
import { digestName, digestOf } from '@libro-firma/trust';
import type { SignedContent } from '../cms/signed-content';
import { examineTimestamp, type TimestampFacts } from '../timestamp/examine-timestamp';

/** What an evidence record proves of its objects. Facts, no verdict. */
export interface EvidenceRecordFacts {
  /** `BROKEN`: a hash, an order or a timestamp is wrong; `UNKNOWN`: something could not be computed. */
  readonly integrity: 'INTACT' | 'BROKEN' | 'UNKNOWN';
  /** Timestamps from the oldest to the newest. */
  readonly timestamps: readonly TimestampFacts[];
}

type Digestible = Pick<SignedContent, 'digest'>;

const MAX_TIMESTAMPS = 1000;
const BROKEN: EvidenceRecordFacts = { integrity: 'BROKEN', timestamps: [] };

/**
 * Examines an evidence record against the objects that it should protect: each renewal must cover the one before, each
 * chain the objects anew, and every token must be intact and later than the one before it.
 *
 * @param group the objects of one data object group; one object alone makes a group of one.
 * @standard RFC 4998 §4.3, §5.3
 */
export function examineEvidenceRecord(
  record: EvidenceRecord,
  group: readonly Digestible[],
): EvidenceRecordFacts {
  const count = record.chains.reduce((sum, chain) => sum + chain.timestamps.length, 0);
  if (count === 0 || count > MAX_TIMESTAMPS || record.encryption !== undefined) {
    return { integrity: record.encryption === undefined ? 'BROKEN' : 'UNKNOWN', timestamps: [] };
  }
  const found: TimestampFacts[] = [];
  for (const [place, chain] of record.chains.entries()) {
    const earlier = record.chains.slice(0, place);
    for (const [index, archive] of chain.timestamps.entries()) {
      const before = chain.timestamps[index - 1];
      const facts = before ? examineRenewal(archive, before) : examineFirst(archive, group, earlier);
      if (!facts) return { ...BROKEN, timestamps: found };
      found.push(facts);
    }
  }
  return { integrity: integrityOf(found), timestamps: found };
}

function integrityOf(found: readonly TimestampFacts[]): EvidenceRecordFacts['integrity'] {
  const isOrdered = found.every(({ info }, index) => {
    const before = found[index - 1];
    return !before || before.info.genTime <= info.genTime;
  });
  const states = found.map(({ integrity }) => integrity);
  if (!isOrdered || states.includes('BROKEN')) return 'BROKEN';
  return states.includes('UNKNOWN') ? 'UNKNOWN' : 'INTACT';
}

/** The first timestamp of a chain covers the objects and, after the first chain, all chains before it (§5.2). */
function examineFirst(
  archive: ArchiveTimestamp,
  group: readonly Digestible[],
  earlier: readonly ArchiveTimestampChain[],
): TimestampFacts | undefined {
  return examineTree(archive, (digest) => {
    if (earlier.length === 0) return group.map((object) => object.digest(digest));
    const sequence = digestOf(digest, der.sequence(...earlier.map((chain) => chain.der)));
    return group.map((object) => digestOf(digest, Buffer.concat([object.digest(digest), sequence])));
  });
}

/** A further timestamp of a chain covers the token before it. */
function examineRenewal(archive: ArchiveTimestamp, before: ArchiveTimestamp): TimestampFacts | undefined {
  return examineTree(archive, (digest) => [digestOf(digest, before.token)]);
}

function examineTree(
  archive: ArchiveTimestamp,
  leavesOf: (digest: string) => readonly Buffer[],
): TimestampFacts | undefined {
  const stated = archive.digestAlgorithm;
  const roots: Buffer[] = [];
  const facts = examineTimestamp(archive.token, {
    digest: (own) => {
      const digest = stated === undefined ? own : (digestName(stated) ?? own);
      roots.push(...rootsOf(archive.hashTree, leavesOf(digest), digest));
      return roots[0] ?? Buffer.alloc(0);
    },
  });
  const other = roots[1];
  // A first list of one hash is hashed by some writers and handed up by others; both bind the object.
  if (facts?.imprint !== 'DIFFERS' || !other) return facts;
  return examineTimestamp(archive.token, { digest: () => other });
}

/** Roots of the reduced tree (§4.3); none when the objects are not the first list's, whatever the token says. */
function rootsOf(
  tree: ArchiveTimestamp['hashTree'],
  leaves: readonly Buffer[],
  digest: string,
): readonly Buffer[] {
  const [first, ...rest] = tree;
  if (!first) return leaves.length === 1 ? leaves : [];
  const isHeld = leaves.every((leaf) => first.some((hash) => hash.equals(leaf)));
  // The first list of a group holds its objects and nothing else; that of a single object may hold its neighbours.
  if (!isHeld || (leaves.length > 1 && first.length !== leaves.length)) return [];
  const hashed = climb(digestOf(digest, sorted(first)), rest, digest);
  const [only] = first;
  return first.length === 1 && only ? [hashed, climb(only, rest, digest)] : [hashed];
}

function climb(start: Buffer, rest: ArchiveTimestamp['hashTree'], digest: string): Buffer {
  return rest.reduce((node, list) => digestOf(digest, sorted([...list, node])), start);
}

function sorted(hashes: readonly Buffer[]): Buffer {
  return Buffer.concat([...hashes].sort((left, right) => Buffer.compare(left, right)));
}

/** Attribute types that carry an evidence record of the signature, and of signature and content (RFC 4998 annex A). */
export const EVIDENCE_ATTRIBUTES = {
  internal: OID.evidenceRecordInternal,
  external: OID.evidenceRecordExternal,
} as const;
