import type { PreparedIncrement } from '@libro-firma/pdf';
import type { DigestAlgorithm, SignatureScheme } from '../algorithms/creation-algorithms';

/** A PDF signature that lacks only the raw value which the holder's device makes. Holds no secret. */
export interface PreparedPades {
  readonly prepared: PreparedIncrement;
  /** The signed attributes as an explicit SET OF in DER (RFC 5652 §5.4). */
  readonly signedAttributes: Buffer;
  /** The exact bytes that a device signs: the same bytes as `signedAttributes`. */
  readonly toBeSigned: Buffer;
  /** Digest of `toBeSigned`, for devices that take a digest. Ed25519 takes `toBeSigned` itself. */
  readonly digest: Buffer;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly signatureScheme: SignatureScheme;
  /** SHA-256 of the signer's certificate, in hexadecimal. */
  readonly certificateSha256: string;
  /** SHA-256 of the file before the increment, in hexadecimal. */
  readonly documentSha256: string;
}
