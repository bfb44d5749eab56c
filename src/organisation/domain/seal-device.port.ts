import type { Result } from '@libro-firma/kernel';

/** What is to be sealed with the key: made for its certificate before. */
export interface ToSeal {
  readonly scheme: string;
  readonly digestAlgorithm: string;
  /** The bytes that are signed; a device that takes digests hashes them itself. */
  readonly bytes: Buffer;
}

/** The key of a seal, ready to be used without a person. */
export interface SealKey {
  /** DER. */
  readonly certificate: Buffer;
  /** DER, issuer first. */
  readonly chain: readonly Buffer[];
  /** The raw value; ECDSA as DER. A device that is away answers with a refusal of the kind `unavailable`. */
  sign(toSeal: ToSeal): Promise<Result<Buffer>>;
}

/**
 * Holds the keys of seals. Each seal names its own as `KIND:NAME`: a file in a folder that is mounted, or the label of a
 * key in a hardware module. A secret that opens it is the device's own affair and never passes through here.
 *
 * @standard eIDAS art. 3(25), 3(27); EN 319 411-2 (key of a legal person, used unattended)
 */
export interface SealDevice {
  readonly kind: string;
  /** Refusals: `ORGANISATION_SEAL_UNAVAILABLE`. */
  open(name: string): Promise<Result<SealKey>>;
}
