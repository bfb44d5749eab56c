import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import type { PreparedPades } from './prepared-pades';

/** Certificates of the signature, DER, as they were given to `preparePades`. */
export interface PadesCertificates {
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
}

/** Second phase of a PAdES B-B signature: the bytes to append to `source`. */
export function completePades(
  _source: ByteSource,
  _prepared: PreparedPades,
  _signatureValue: Buffer,
  _certificates: PadesCertificates,
): Result<{ readonly increment: Buffer }> {
  throw new Error('not written yet');
}
