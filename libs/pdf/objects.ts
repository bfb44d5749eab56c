/** ISO 32000-1 §7.3.2 to §7.3.10: every kind of object, told apart by `kind`. */
export type PdfObject =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfName
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfReference
  | PdfStream;

/** ISO 32000-1 §7.3.9. Also stands for every object that is not there (§7.3.10). */
export interface PdfNull {
  readonly kind: 'null';
}

/** ISO 32000-1 §7.3.2. */
export interface PdfBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** ISO 32000-1 §7.3.3. `raw` is the spelling in the file, so that a rewritten object keeps every digit. */
export interface PdfNumber {
  readonly kind: 'number';
  readonly value: number;
  readonly raw: string;
}

/** ISO 32000-1 §7.3.5. `value` holds one character for each byte, `#` escapes undone, without the slash. */
export interface PdfName {
  readonly kind: 'name';
  readonly value: string;
}

/**
 * ISO 32000-1 §7.3.4. `bytes` are the bytes that the token stands for. `start` and `end` are the absolute offsets
 * of its first byte (`(` or `<`) and of the byte after its last; both are `null` inside an object stream and for a
 * string made in memory.
 */
export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Buffer;
  readonly form: 'literal' | 'hex';
  readonly start: number | null;
  readonly end: number | null;
}

/** ISO 32000-1 §7.3.6. */
export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
}

/**
 * ISO 32000-1 §7.3.7. Where a file writes one key twice, the last value counts and `hasDuplicateKeys` is true: readers
 * disagree on such a dictionary.
 */
export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfObject>;
  readonly hasDuplicateKeys: boolean;
}

/** ISO 32000-1 §7.3.10. */
export interface PdfReference {
  readonly kind: 'reference';
  readonly objectNumber: number;
  readonly generation: number;
}

/** ISO 32000-1 §7.3.8. The data stay in the file; `dataStart` is the absolute offset of their first byte. */
export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  readonly dataStart: number;
}

/** The one null object. */
export const NULL: PdfNull = { kind: 'null' };

/** A name; `value` without slash, one character for each byte. */
export function pdfName(value: string): PdfName {
  return { kind: 'name', value };
}

/** A number, spelt without exponent as ISO 32000-1 §7.3.3 asks. */
export function pdfNumber(value: number): PdfNumber {
  const raw = Number.isInteger(value) ? value.toFixed(0) : value.toFixed(5).replace(/0+$/, '');
  return { kind: 'number', value, raw };
}

/** A string of exactly these bytes. */
export function pdfString(bytes: Buffer, form: 'literal' | 'hex' = 'literal'): PdfString {
  return { kind: 'string', bytes, form, start: null, end: null };
}

/** An array of these objects. */
export function pdfArray(items: readonly PdfObject[]): PdfArray {
  return { kind: 'array', items };
}

/** A dictionary with these entries, in this order. */
export function pdfDictionary(entries: Iterable<readonly [string, PdfObject]>): PdfDictionary {
  return { kind: 'dictionary', entries: new Map(entries), hasDuplicateKeys: false };
}

/** A reference to an indirect object. */
export function pdfReference(objectNumber: number, generation = 0): PdfReference {
  return { kind: 'reference', objectNumber, generation };
}

/** `dictionary` with some entries set; order of the others and their values are kept. */
export function withEntries(
  dictionary: PdfDictionary,
  changes: Readonly<Record<string, PdfObject>>,
): PdfDictionary {
  return pdfDictionary([...dictionary.entries, ...Object.entries(changes)]);
}

/** The dictionary of a dictionary or of a stream; `undefined` for everything else. */
export function dictionaryOf(object: PdfObject | undefined): PdfDictionary | undefined {
  if (object?.kind === 'dictionary') return object;
  return object?.kind === 'stream' ? object.dictionary : undefined;
}

/** The value of a name; `undefined` for everything else. */
export function nameOf(object: PdfObject | undefined): string | undefined {
  return object?.kind === 'name' ? object.value : undefined;
}

/** The value of a number that is a whole one; `undefined` for everything else. */
export function integerOf(object: PdfObject | undefined): number | undefined {
  return object?.kind === 'number' && Number.isSafeInteger(object.value) ? object.value : undefined;
}
