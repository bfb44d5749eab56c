import type { Result } from '@libro-firma/kernel';
import type { PdfBounds } from './bounds';
import type { ByteSource } from './byte-source';
import type { PdfDictionary, PdfObject, PdfReference, PdfStream } from './objects';

/** Where an object stands: `offset` is absolute; `free` means deleted. ISO 32000-1 §7.5.4, §7.5.8.3. */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly type: 'compressed'; readonly streamNumber: number; readonly index: number };

/** One cross-reference section with its trailer (ISO 32000-1 §7.5.4, §7.5.5, §7.5.8). Offsets are absolute. */
export interface XrefSection {
  readonly style: 'table' | 'stream';
  /** Of the keyword `xref`, or of the object header of the cross-reference stream. */
  readonly offset: number;
  /** After the trailer dictionary, or after the data of the stream. */
  readonly end: number;
  readonly trailer: PdfDictionary;
  /** One more than the highest object number that the section speaks of. */
  readonly size: number;
  lookup(objectNumber: number): XrefEntry | undefined;
}

/** A leaf of the page tree. */
export interface PdfPage {
  readonly reference: PdfReference | null;
  readonly dictionary: PdfDictionary;
}

/** Stub of the contract; see the methods' docblocks. */
export class PdfDocument {
  readonly source!: ByteSource;
  readonly bounds!: PdfBounds;
  readonly version!: string;
  /** Sections, newest first; empty where the index was rebuilt. */
  readonly sections!: readonly XrefSection[];
  readonly xrefStyle!: 'table' | 'stream';
  readonly trailer!: PdfDictionary;
  readonly catalog!: PdfDictionary;
  readonly fileId!: readonly [Buffer, Buffer] | null;
  readonly isEncrypted!: boolean;
  readonly isRebuilt!: boolean;
  readonly isDamaged!: boolean;
  readonly isLinearized!: boolean;
  /** Of /Count of the root of the page tree. */
  readonly pageCount!: number;

  static open(_source: ByteSource, _bounds?: Partial<PdfBounds>): Result<PdfDocument> {
    throw new Error('not written yet');
  }
  /** Newest entry of an object number over all sections. */
  locate(_objectNumber: number): XrefEntry | undefined {
    throw new Error('not written yet');
  }
  /** Follows references; null where nothing is there. Throws PdfRefused (see `attempt`). */
  resolve(_object: PdfObject | undefined): PdfObject {
    throw new Error('not written yet');
  }
  /** `resolve` of an entry of a dictionary. */
  get(_dictionary: PdfDictionary, _key: string): PdfObject {
    throw new Error('not written yet');
  }
  /** Decoded data of a stream. Throws PdfRefused. */
  streamData(_stream: PdfStream): Buffer {
    throw new Error('not written yet');
  }
  pages(): Iterable<PdfPage> {
    throw new Error('not written yet');
  }
  page(_index: number): PdfPage | undefined {
    throw new Error('not written yet');
  }
}
