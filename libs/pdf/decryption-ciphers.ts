import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** RC4 (ISO 32000-1 §7.6.2), which OpenSSL no longer has. The same both ways. */
export function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, other: number): void => {
    const kept = state[one] ?? 0;
    state[one] = state[other] ?? 0;
    state[other] = kept;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  const out = Buffer.allocUnsafe(data.length);
  for (let index = 0, i = 0, j = 0; index < data.length; index += 1) {
    i = (i + 1) & 255;
    j = (j + (state[i] ?? 0)) & 255;
    swap(i, j);
    out[index] = (data[index] ?? 0) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
  }
  return out;
}

const BLOCK = 16;

/**
 * AES in CBC mode, the first block being the vector (ISO 32000-1 §7.6.2, algorithm 1). What is not a whole number of
 * blocks, or is padded wrongly, is decrypted as far as it goes.
 */
export function aesCbc(key: Buffer, data: Buffer): Buffer {
  const whole = data.length - (data.length % BLOCK);
  if (whole < 2 * BLOCK) return Buffer.alloc(0);
  const decipher = createDecipheriv(cipherOf(key), key, data.subarray(0, BLOCK)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(data.subarray(BLOCK, whole)), decipher.final()]);
  const padding = plain.at(-1) ?? 0;
  return padding >= 1 && padding <= BLOCK ? plain.subarray(0, plain.length - padding) : plain;
}

/** One key out of another (ISO 32000-2 §7.6.4.3.3, algorithm 2.A): no padding, a vector of zeros. */
export function unwrapKey(key: Buffer, wrapped: Buffer): Buffer {
  const decipher = createDecipheriv(cipherOf(key), key, Buffer.alloc(BLOCK)).setAutoPadding(false);
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
}

function cipherOf(key: Buffer): 'aes-128-cbc' | 'aes-256-cbc' {
  return key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc';
}

/** The hash of revision 6 for the user's password, here the empty one (ISO 32000-2 §7.6.4.3.4, algorithm 2.B). */
export function hardenedHash(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const repeated = Buffer.concat(Array<Buffer>(64).fill(key));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    );
    const encrypted = Buffer.concat([cipher.update(repeated), cipher.final()]);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(encrypted)
      .digest();
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}
