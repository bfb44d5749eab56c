import type { Result } from '@libro-firma/kernel';
import { docMdpLevelOf, type DocMdpLevel } from './doc-mdp';
import type { PdfDocument } from './document';
import { formFields } from './form-fields';
import { integerOf, nameOf, type PdfDictionary, type PdfObject } from './objects';
import { attempt } from './pdf-refused';
import { revisionEnds } from './revisions';
import { decodeText } from './text-string';

/** What a dictionary without /Type is. */
const TYPES: Readonly<Record<string, SignatureDictionary['type']>> = { 'ETSI.RFC3161': 'DocTimeStamp' };

/** A signature dictionary as written in the file (ISO 32000-1 §12.8.1, table 252); nothing in it is verified. */
export interface SignatureDictionary {
  /** Full name of its field; `null` where only /Perms of the catalogue names it. */
  readonly fieldName: string | null;
  /** `null` where the dictionary is written inside its field. */
  readonly objectNumber: number | null;
  /** The dictionary itself, for entries that are not among these members. */
  readonly dictionary: PdfDictionary;
  /** `DocTimeStamp` by /Type or, where that is absent, by /SubFilter. */
  readonly type: 'Sig' | 'DocTimeStamp';
  readonly filter: string | null;
  readonly subFilter: string | null;
  /** `null` where absent or not an array of whole numbers; otherwise as written, of any length, of any value. */
  readonly byteRange: readonly number[] | null;
  /** Bytes of /Contents with the padding; empty where absent. */
  readonly contents: Buffer;
  /** Spelling of /Contents; only `hex` is lawful in a signature that has a ByteRange. `null` where absent. */
  readonly contentsForm: 'hex' | 'literal' | null;
  /** Absolute offset of the `<`; `null` where absent or inside an object stream. */
  readonly contentsStart: number | null;
  /**
   * Absolute offset after the `>`; `null` like `contentsStart`. White space inside the token shows as
   * `contentsEnd - contentsStart > 2 * contents.length + 2`.
   */
  readonly contentsEnd: number | null;
  /** /M as written, such as `D:20260131120000+01'00'`. */
  readonly signingTime: string | null;
  readonly reason: string | null;
  readonly name: string | null;
  readonly location: string | null;
  /** Level of its own DocMDP transform; `null` for an approval signature. */
  readonly docMdpLevel: DocMdpLevel | null;
  /** A key is written twice: readers disagree on its value. */
  readonly hasDuplicateKeys: boolean;
  /** End of the file revision in which the dictionary was written: the first of `revisionEnds` behind it. */
  readonly revisionEnd: number;
}

/**
 * All signature dictionaries that the form's fields and the catalogue's /Perms name, in the order of the file. Two
 * fields with one dictionary give two rows. Refuses broken objects, encrypted object streams and passed bounds.
 *
 * @standard ISO 32000-1 §12.8.1, table 252; §12.8.4
 */
export function readSignatureDictionaries(document: PdfDocument): Result<readonly SignatureDictionary[]> {
  return attempt(() => {
    const ends = revisionEnds(document);
    const rows: SignatureDictionary[] = [];
    for (const field of formFields(document)) {
      if (field.type !== 'Sig') continue;
      const row = describe(document, field.value, field.name, field.reference?.objectNumber, ends);
      if (row) rows.push(row);
    }
    const known = new Set(rows.map((row) => row.objectNumber));
    for (const value of permissionSignatures(document)) {
      if (value.kind !== 'reference' || known.has(value.objectNumber)) continue;
      const row = describe(document, value, null, undefined, ends);
      if (row) rows.push(row);
      known.add(value.objectNumber);
    }
    const position = (row: SignatureDictionary): number => row.contentsStart ?? Number.MAX_SAFE_INTEGER;
    return rows.sort((one, other) => position(one) - position(other));
  });
}

function permissionSignatures(document: PdfDocument): readonly PdfObject[] {
  const permissions = document.get(document.catalog, 'Perms');
  return permissions.kind === 'dictionary' ? [...permissions.entries.values()] : [];
}

function describe(
  document: PdfDocument,
  value: PdfObject | undefined,
  fieldName: string | null,
  fieldNumber: number | undefined,
  ends: readonly number[],
): SignatureDictionary | undefined {
  const dictionary = document.resolve(value);
  if (dictionary.kind !== 'dictionary') return undefined;
  const text = (key: string): string | null => decodeText(document.get(dictionary, key));
  const name = (key: string): string | null => nameOf(document.get(dictionary, key)) ?? null;
  const objectNumber = value?.kind === 'reference' ? value.objectNumber : null;
  const contents = contentsOf(document, dictionary);
  const position = contents.contentsEnd ?? offsetOf(document, objectNumber ?? fieldNumber);
  const subFilter = name('SubFilter');
  return {
    fieldName,
    objectNumber,
    dictionary,
    type: (name('Type') ?? TYPES[subFilter ?? '']) === 'DocTimeStamp' ? 'DocTimeStamp' : 'Sig',
    filter: name('Filter'),
    subFilter,
    byteRange: byteRangeOf(document, dictionary),
    ...contents,
    signingTime: text('M'),
    reason: text('Reason'),
    name: text('Name'),
    location: text('Location'),
    docMdpLevel: docMdpLevelOf(document, dictionary),
    hasDuplicateKeys: dictionary.hasDuplicateKeys,
    revisionEnd: ends.find((end) => end >= position) ?? document.source.size,
  };
}

function contentsOf(
  document: PdfDocument,
  dictionary: PdfDictionary,
): Pick<SignatureDictionary, 'contents' | 'contentsForm' | 'contentsStart' | 'contentsEnd'> {
  const contents = document.get(dictionary, 'Contents');
  if (contents.kind !== 'string') {
    return { contents: Buffer.alloc(0), contentsForm: null, contentsStart: null, contentsEnd: null };
  }
  const { bytes, form, start, end } = contents;
  return { contents: bytes, contentsForm: form, contentsStart: start, contentsEnd: end };
}

function byteRangeOf(document: PdfDocument, dictionary: PdfDictionary): readonly number[] | null {
  const range = document.get(dictionary, 'ByteRange');
  if (range.kind !== 'array') return null;
  const numbers = range.items.map((item) => integerOf(document.resolve(item)));
  return numbers.every((number) => number !== undefined) ? numbers : null;
}

/** Where an object, or the object stream that it is in, begins. */
function offsetOf(document: PdfDocument, objectNumber: number | undefined): number {
  const entry = objectNumber === undefined ? undefined : document.locate(objectNumber);
  if (entry?.type === 'offset') return entry.offset;
  return entry?.type === 'compressed' ? offsetOf(document, entry.streamNumber) : 0;
}
