import type { Result } from '@libro-firma/kernel';

/** Whose key it is. */
export interface Signer {
  readonly personId: string;
  readonly taxCode: string;
}

export interface SigningCertificate {
  /** DER. */
  readonly certificate: Buffer;
  /** DER, issuer first. */
  readonly chain: readonly Buffer[];
  readonly sha256: string;
  readonly holder: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly taxCode: string | null;
  readonly demo: boolean;
}

/** What is to be signed, made from the certificate that the device named before. */
export interface ToSign {
  readonly scheme: string;
  readonly digestAlgorithm: string;
  /** The bytes that are signed; a device that takes digests hashes them itself. */
  readonly bytes: Buffer;
}

/** An open, authorised device: signs any number of values, for this signer only, until it is closed. */
export interface DeviceSession {
  readonly certificateSha256: string;
  sign(items: readonly ToSign[]): Promise<readonly Result<Buffer>[]>;
  close(): Promise<void>;
}

/** A device that holds a person's key: a file in a demo, a token, or a remote service. */
export interface SigningDevice {
  readonly kind: string;
  /** The most signatures that one code authorises. */
  readonly signaturesPerCode: number;
  certificateOf(signer: Signer): Promise<Result<SigningCertificate>>;
  /** The code is used here and nowhere else; it is not kept, logged or passed on. */
  openSession(signer: Signer, code: string): Promise<Result<DeviceSession>>;
}

export const SIGNING_DEVICE = Symbol('signing device');
