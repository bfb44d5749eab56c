import fc from 'fast-check';
import { inclusionProof, leafHash, merkleRoot, rootOfProof } from './merkle-tree';
import { sha256 } from './sha256';

const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const leaves = fc.array(leaf, { minLength: 1, maxLength: 40 });

describe('the tree over the entries of a block', () => {
  it('has the roots of RFC 6962 for its known inputs', () => {
    // Leaf hashes of the RFC are H(0x00 || data): a salt of no bytes gives the same.
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const all = inputs.map((hex) => leafHash(sha256, Buffer.alloc(0), Buffer.from(hex, 'hex')));
    const roots = [1, 2, 3, 8].map((count) => merkleRoot(sha256, all.slice(0, count)).toString('hex'));
    expect(roots).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
    expect(merkleRoot(sha256, []).toString('hex')).toBe(sha256().toString('hex'));
  });

  it('proves every leaf with at most log2 hashes, and no other leaf', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), leaf, (all, seed, other) => {
        const position = seed % all.length;
        const proof = inclusionProof(sha256, all, position);
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length)));
        expect(rootOfProof(sha256, all[position]!, proof).equals(merkleRoot(sha256, all))).toBe(true);
        fc.pre(!other.equals(all[position]!));
        expect(rootOfProof(sha256, other, proof).equals(merkleRoot(sha256, all))).toBe(false);
      }),
    );
  });

  it('has another root when a leaf is changed, removed, added or moved', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), leaf, (all, seed, other) => {
        const position = seed % all.length;
        fc.pre(!other.equals(all[position]!));
        const root = merkleRoot(sha256, all);
        expect(merkleRoot(sha256, all.with(position, other)).equals(root)).toBe(false);
        expect(merkleRoot(sha256, all.toSpliced(position, 1)).equals(root)).toBe(false);
        expect(merkleRoot(sha256, [...all, other]).equals(root)).toBe(false);
        const moved = [...all.slice(1), all[0]!];
        if (!moved.every((hash, index) => hash.equals(all[index]!)))
          expect(merkleRoot(sha256, moved).equals(root)).toBe(false);
      }),
    );
  });

  it('hides an entry behind its salt', () => {
    const entry = Buffer.alloc(32, 7);
    expect(
      leafHash(sha256, Buffer.alloc(16, 1), entry).equals(leafHash(sha256, Buffer.alloc(16, 2), entry)),
    ).toBe(false);
  });

  it('has no proof of a leaf that is not there', () => {
    expect(() => inclusionProof(sha256, [Buffer.alloc(32)], 1)).toThrow(RangeError);
  });
});
