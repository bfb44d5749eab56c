import type { KeyObject } from 'node:crypto';
import type { Result } from '@libro-firma/kernel';

/** What a PKCS#12 file holds for signing. The key stays in memory only; never store or log it. */
export interface OpenedPkcs12 {
  /** DER of the certificate that belongs to the key. */
  readonly certificate: Buffer;
  /** The other certificates, DER, signer's issuer first as far as they link. */
  readonly chain: readonly Buffer[];
  readonly key: KeyObject;
}

/** Opens a PKCS#12 file (RFC 7292). */
export function openPkcs12(_bytes: Buffer, _password: string): Result<OpenedPkcs12> {
  throw new Error('not written yet');
}
