import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from './byte-source';

/** First and second range of the signed bytes: start, length, start, length (ISO 32000-1 §12.8.1). */
export type ByteRange = readonly [number, number, number, number];

/** What to prepare. */
export interface SignatureFieldRequest {
  /** An empty signature field of that name is filled, else a new one is made; default `Firma1`, `Firma2`, …. */
  readonly fieldName?: string;
  readonly subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
  /** Room for the DER of the CMS, in bytes. */
  readonly reservedBytes: number;
  readonly signerName?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly signingTime?: Date;
}

/** An increment with an empty placeholder. All offsets are absolute in the final file. */
export interface PreparedIncrement {
  /** Bytes to append to the base file. */
  readonly increment: Buffer;
  readonly baseSize: number;
  readonly byteRange: ByteRange;
  /** Of the `<` of /Contents. */
  readonly contentsOffset: number;
  /** From `<` to after `>`: twice the reserved bytes and two. */
  readonly contentsLength: number;
  readonly fieldName: string;
}

/** Appends a signature field with an empty placeholder. */
export function prepareSignature(
  _source: ByteSource,
  _request: SignatureFieldRequest,
): Result<PreparedIncrement> {
  throw new Error('not written yet');
}
