import type { KeyObject } from 'node:crypto';

/** Writes a PKCS#12 file (RFC 7292) with AES-256 and PBKDF2. */
export function createPkcs12(
  _content: {
    readonly key: KeyObject;
    readonly certificate: Buffer;
    readonly chain: readonly Buffer[];
    readonly name: string;
  },
  _password: string,
): Buffer {
  throw new Error('not written yet');
}
