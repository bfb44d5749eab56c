import { createHash } from 'node:crypto';

/** What a derived key is for (RFC 7292 Annex B.3). */
export const KDF_PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

const MAX_ITERATIONS = 2_000_000;
const BLOCK_BYTES: Readonly<Record<string, number>> = { sha384: 128, sha512: 128 };

/**
 * Key of PKCS#12's own derivation, in bytes.
 *
 * @standard RFC 7292 Annex B.2
 * @throws RangeError for more than 2,000,000 iterations, which would hold the process for seconds.
 */
export function pkcs12Key(
  hash: string,
  password: Buffer,
  salt: Buffer,
  iterations: number,
  want: { readonly purpose: number; readonly bytes: number },
): Buffer {
  if (iterations < 1 || iterations > MAX_ITERATIONS) throw new RangeError('iterations out of bounds');
  const block = BLOCK_BYTES[hash] ?? 64;
  const diversifier = Buffer.alloc(block, want.purpose);
  let state: Buffer = Buffer.concat([fill(salt, block), fill(password, block)]);
  const pieces: Buffer[] = [];
  for (let length = 0; length < want.bytes;) {
    let piece = createHash(hash).update(diversifier).update(state).digest();
    for (let round = 1; round < iterations; round += 1) piece = createHash(hash).update(piece).digest();
    pieces.push(piece);
    length += piece.length;
    state = addToBlocks(state, repeat(piece, block), block);
  }
  return Buffer.concat(pieces).subarray(0, want.bytes);
}

/** A password as this derivation wants it: UTF-16, high byte first, with a closing zero. */
export function bmpPassword(password: string): Buffer {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

function fill(bytes: Buffer, block: number): Buffer {
  return bytes.length === 0 ? bytes : repeat(bytes, block * Math.ceil(bytes.length / block));
}

function repeat(bytes: Buffer, length: number): Buffer {
  return Buffer.alloc(length, bytes);
}

/** Each block of `state` plus `addend` plus one, modulo the size of a block. */
function addToBlocks(state: Buffer, addend: Buffer, block: number): Buffer {
  const sum = Buffer.from(state);
  for (let start = 0; start < sum.length; start += block) {
    let carry = 1;
    for (let at = block - 1; at >= 0; at -= 1) {
      const value = (sum[start + at] ?? 0) + (addend[at] ?? 0) + carry;
      sum[start + at] = value & 0xff;
      carry = value >> 8;
    }
  }
  return sum;
}
