import type { Result } from '@libro-firma/kernel';
import type { PdfDocument } from './document';

/** A signature dictionary as written in the file (ISO 32000-1 §12.8.1, table 252); nothing in it is verified. */
export interface SignatureDictionary {
  /** Full name of its field; `null` where only /Perms names it. */
  readonly fieldName: string | null;
  /** `null` where the dictionary is written inside its field. */
  readonly objectNumber: number | null;
  readonly type: 'Sig' | 'DocTimeStamp';
  readonly filter: string | null;
  readonly subFilter: string | null;
  /** `null` where absent or not an array of whole numbers; otherwise as written, of any length. */
  readonly byteRange: readonly number[] | null;
  /** Bytes of /Contents with the padding; empty where absent. */
  readonly contents: Buffer;
  /** Spelling of /Contents; only `hex` is lawful. */
  readonly contentsForm: 'hex' | 'literal' | null;
  /** Absolute offset of the `<` token; `null` where absent or inside an object stream. */
  readonly contentsStart: number | null;
  /** Absolute offset after the `>` token. */
  readonly contentsEnd: number | null;
  /** /M as written, such as `D:20260131120000+01'00'`. */
  readonly signingTime: string | null;
  readonly reason: string | null;
  readonly name: string | null;
  readonly location: string | null;
  readonly docMdpLevel: 1 | 2 | 3 | null;
  /** A key is written twice: readers disagree on its value. */
  readonly hasDuplicateKeys: boolean;
  /** End of the file revision in which the dictionary was written. */
  readonly revisionEnd: number;
}

/** All signature dictionaries that the form's fields and /Perms name, in the order of the file. */
export function readSignatureDictionaries(_document: PdfDocument): Result<readonly SignatureDictionary[]> {
  throw new Error('not written yet');
}

/** Absolute end of each saved revision, ascending: after `%%EOF` and the end-of-line behind it. */
export function revisionEnds(_document: PdfDocument): readonly number[] {
  throw new Error('not written yet');
}
