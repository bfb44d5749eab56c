/** SHA-256, given by the caller: the rules here know no library. */
export type Digest = (...parts: readonly Uint8Array[]) => Buffer;

const LEAF = Buffer.from([0x00]);
const NODE = Buffer.from([0x01]);

/**
 * A leaf hides its entry behind a random salt, so that whoever is shown the tree learns nothing of entries that may not be
 * seen. Leaves and nodes begin with different bytes, so that neither can be passed off as the other (RFC 6962 §2.1).
 */
export function leafHash(digest: Digest, salt: Uint8Array, entryHash: Uint8Array): Buffer {
  return digest(LEAF, salt, entryHash);
}

/** Root over leaves in their order; that of no leaf is the digest of nothing. */
export function merkleRoot(digest: Digest, leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return digest();
  if (leaves.length === 1) return first;
  const half = leftHalf(leaves.length);
  return node(digest, merkleRoot(digest, leaves.slice(0, half)), merkleRoot(digest, leaves.slice(half)));
}

/** What has to be known beside one leaf to compute the root, from the leaf upwards. */
export interface InclusionStep {
  readonly side: 'left' | 'right';
  readonly hash: Buffer;
}

/**
 * What proves that the leaf at this position is in the tree, from the leaf upwards.
 *
 * @throws RangeError when there is no such leaf
 * @standard RFC 6962 §2.1.1
 */
export function inclusionProof(digest: Digest, leaves: readonly Buffer[], position: number): InclusionStep[] {
  if (position < 0 || position >= leaves.length) throw new RangeError('there is no such leaf');
  if (leaves.length === 1) return [];
  const half = leftHalf(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return position < half
    ? [...inclusionProof(digest, left, position), { side: 'right', hash: merkleRoot(digest, right) }]
    : [...inclusionProof(digest, right, position - half), { side: 'left', hash: merkleRoot(digest, left) }];
}

/** The root to which a leaf and its proof lead. */
export function rootOfProof(digest: Digest, leaf: Buffer, proof: readonly InclusionStep[]): Buffer {
  return proof.reduce(
    (hash, step) => (step.side === 'left' ? node(digest, step.hash, hash) : node(digest, hash, step.hash)),
    leaf,
  );
}

function node(digest: Digest, left: Buffer, right: Buffer): Buffer {
  return digest(NODE, left, right);
}

/** The largest power of two below `count`: the tree of some leaves stays a part of the tree of more (RFC 6962 §2.1). */
function leftHalf(count: number): number {
  return 2 ** (31 - Math.clz32(count - 1));
}
