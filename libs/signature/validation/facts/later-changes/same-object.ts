import type { PdfArray, PdfDictionary, PdfObject } from '@libro-firma/pdf';

/**
 * True when two objects say the same, whatever their spelling and place. Streams never count as the same, nor do
 * dictionaries with a key written twice: where the comparison cannot be sure it says no.
 */
export function isSameObject(left: PdfObject | undefined, right: PdfObject | undefined): boolean {
  if (!left || !right) return left === right;
  if (left.kind === 'array' || left.kind === 'dictionary') return isSameContainer(left, right);
  return left.kind === right.kind && scalarText(left) !== undefined && scalarText(left) === scalarText(right);
}

function isSameContainer(left: PdfArray | PdfDictionary, right: PdfObject): boolean {
  if (left.kind === 'dictionary') return right.kind === 'dictionary' && isSameBut(left, right, []);
  return (
    right.kind === 'array' &&
    right.items.length === left.items.length &&
    left.items.every((item, index) => isSameObject(item, right.items[index]))
  );
}

/** What a simple object says, undefined for one that is not simple. */
function scalarText(object: PdfObject): string | undefined {
  switch (object.kind) {
    case 'null':
      return '';
    case 'boolean':
    case 'number':
    case 'name':
      return String(object.value);
    case 'string':
      return object.bytes.toString('hex');
    case 'reference':
      return `${object.objectNumber} ${object.generation}`;
    default:
      return undefined;
  }
}

/** True when two dictionaries say the same but for these keys. */
export function isSameBut(left: PdfDictionary, right: PdfDictionary, keys: readonly string[]): boolean {
  if (left.hasDuplicateKeys || right.hasDuplicateKeys) return false;
  const all = new Set([...left.entries.keys(), ...right.entries.keys()]);
  return [...all].every(
    (key) => keys.includes(key) || isSameObject(left.entries.get(key), right.entries.get(key)),
  );
}

/** Adds to `numbers` the object numbers to which an object refers, however deep inside it. */
export function collectReferences(object: PdfObject, numbers: Set<number>): void {
  if (object.kind === 'reference') numbers.add(object.objectNumber);
  if (object.kind === 'array') for (const item of object.items) collectReferences(item, numbers);
  const dictionary =
    object.kind === 'dictionary' ? object : object.kind === 'stream' ? object.dictionary : undefined;
  for (const value of dictionary?.entries.values() ?? []) collectReferences(value, numbers);
}
