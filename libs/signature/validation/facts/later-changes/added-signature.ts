import { nameOf, type PdfDictionary, type PdfDocument, type PdfObject } from '@libro-firma/pdf';

/** Entries that an invisible signature field merged with its widget may have; no action is among them. */
const FIELD_KEYS: readonly string[] = [
  'Type',
  'Subtype',
  'FT',
  'T',
  'F',
  'Ff',
  'Rect',
  'P',
  'V',
  'AP',
  'MK',
  'DR',
];

/**
 * True for a reference to a signed signature field whose widget takes no room on the page, so that nothing that the
 * earlier signer saw is covered or set in motion.
 *
 * @throws PdfRefused for broken objects
 */
export function isInvisibleSignature(document: PdfDocument, object: PdfObject): boolean {
  if (object.kind !== 'reference') return false;
  const field = document.resolve(object);
  if (field.kind !== 'dictionary' || field.hasDuplicateKeys) return false;
  const isWidget =
    nameOf(document.get(field, 'FT')) === 'Sig' && nameOf(document.get(field, 'Subtype')) === 'Widget';
  const hasKnownKeys = [...field.entries.keys()].every((key) => FIELD_KEYS.includes(key));
  return isWidget && hasKnownKeys && takesNoRoom(document, field) && isSignature(document, field);
}

function takesNoRoom(document: PdfDocument, field: PdfDictionary): boolean {
  const rectangle = document.get(field, 'Rect');
  if (rectangle.kind !== 'array' || rectangle.items.length !== 4) return false;
  const [left, bottom, right, top] = rectangle.items.map((item) => {
    const number = document.resolve(item);
    return number.kind === 'number' ? number.value : Number.NaN;
  });
  return left === right && bottom === top;
}

function isSignature(document: PdfDocument, field: PdfDictionary): boolean {
  const value = document.get(field, 'V');
  return value.kind === 'dictionary' && !value.hasDuplicateKeys && value.entries.has('ByteRange');
}
