/** First and second range of the signed bytes: start, length, start, length (ISO 32000-1 §12.8.1). */
export type ByteRange = readonly [number, number, number, number];

/** What to prepare. */
export interface SignatureFieldRequest {
  /**
   * Name of an empty signature field of the file, which is filled, or of a new one. Default: the first free one of
   * `Firma1`, `Firma2`, …, for a timestamp of `Marca1`, `Marca2`, ….
   */
  readonly fieldName?: string;
  /** EN 319 142-1 §6.3 (signature) and §5.4.3 (document timestamp). */
  readonly subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
  /** Room for the DER of the CMS, in bytes; from 1 to 4 MiB. */
  readonly reservedBytes: number;
  /** /Name. */
  readonly signerName?: string;
  /** /Reason. */
  readonly reason?: string;
  /** /Location. */
  readonly location?: string;
  /** /M, to the second; EN 319 142-1 §6.3 wants it in every signature, and none in a document timestamp. */
  readonly signingTime?: Date;
}

/** An increment with an empty placeholder. All offsets are absolute in the final file. */
export interface PreparedIncrement {
  /** Bytes to append to the base file. The other members are plain JSON. */
  readonly increment: Buffer;
  /** Bytes of the base file. */
  readonly baseSize: number;
  readonly byteRange: ByteRange;
  /** Of the `<` of /Contents. */
  readonly contentsOffset: number;
  /** From `<` to after `>`: twice the reserved bytes and two. */
  readonly contentsLength: number;
  readonly fieldName: string;
}
