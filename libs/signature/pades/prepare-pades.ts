import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import type { DigestAlgorithm, SignatureScheme } from '../algorithms/creation-algorithms';
import type { PreparedPades } from './prepared-pades';

export interface PadesOptions {
  /** The signer's certificate, DER. */
  readonly certificate: Buffer;
  /** Further certificates for the CMS, DER, signer's issuer first. */
  readonly chain: readonly Buffer[];
  readonly digestAlgorithm?: DigestAlgorithm;
  /** By default what the key of the certificate asks for; `rsa-pkcs1` for a plain RSA key. */
  readonly signatureAlgorithm?: SignatureScheme;
  readonly reason?: string;
  readonly location?: string;
  readonly signerName?: string;
  /** Claimed time, written as /M of the signature dictionary. */
  readonly signingTime?: Date;
  readonly fieldName?: string;
}

/** First phase of a PAdES B-B signature; no secret is needed. */
export function preparePades(_source: ByteSource, _options: PadesOptions): Result<PreparedPades> {
  throw new Error('not written yet');
}
