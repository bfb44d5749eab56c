import type { DocMdpLevel } from './doc-mdp';
import type { SignaturePlace } from './signature-place';
import type { FieldLock } from './signature-restrictions';

/** First and second range of the signed bytes: start, length, start, length (ISO 32000-1 §12.8.1). */
export type ByteRange = readonly [number, number, number, number];

/** How a signature is seen. */
export interface SignatureLook {
  /** A PDF of one page, as large as the room that it will have: `drawSignatureAppearance` makes one. At most 4 MiB. */
  readonly picture: Buffer;
  /** What a reader that speaks says of it. */
  readonly alternativeText: string;
}

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
  /** Where a new field is seen; needs `appearance`, else the field is unseen. An existing field stays where it is. */
  readonly place?: SignaturePlace;
  /** How the signature looks, in its place or in the room of an existing field. */
  readonly appearance?: SignatureLook;
  /** Certifies the document: what may follow (ISO 32000-2 table 257). Only the first signature of a file can. */
  readonly certify?: DocMdpLevel;
  /** Fields that the signature locks (ISO 32000-2 table 236); an existing field's own lock goes before. */
  readonly lock?: FieldLock;
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
