import type { DigestAlgorithm, SignatureScheme } from '../algorithms/creation-algorithms';

/** A XAdES signature that lacks only the raw value which the holder's device makes. Holds no secret. */
export interface PreparedXades {
  readonly signatureId: string;
  /** Canonical SignedInfo: the exact bytes that a device signs. */
  readonly toBeSigned: Buffer;
  /** Digest of `toBeSigned`, for devices that take a digest. Ed25519 takes `toBeSigned` itself. */
  readonly digest: Buffer;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly signatureScheme: SignatureScheme;
  /** Claimed time, whole seconds. */
  readonly signingTime: Date;
  /** SHA-256 of the signer's certificate, in hexadecimal. */
  readonly certificateSha256: string;
  /** SHA-256 of what is signed, in hexadecimal. */
  readonly targetSha256: string;
}
