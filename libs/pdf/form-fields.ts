import type { PdfBounds } from './bounds';
import type { PdfDocument } from './document';
import { nameOf, type PdfDictionary, type PdfObject, type PdfReference } from './objects';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { decodeText } from './text-string';

/** A terminal field of the interactive form (ISO 32000-1 §12.7.3): its children are widgets, if it has any. */
export interface FormField {
  /** Fully qualified name (§12.7.3.2); the empty string where nothing names it. */
  readonly name: string;
  /** `null` for a field written inside its parent. */
  readonly reference: PdfReference | null;
  readonly dictionary: PdfDictionary;
  /** /FT, inherited: `Tx`, `Btn`, `Ch`, `Sig`. */
  readonly type: string | null;
  /** /V of the field itself, as written; a signature's value is not inherited. */
  readonly value: PdfObject | undefined;
}

/** The form dictionary of the catalogue (ISO 32000-1 §12.7.2); `undefined` without one. @throws PdfRefused */
export function formOf(document: PdfDocument): PdfDictionary | undefined {
  const form = document.get(document.catalog, 'AcroForm');
  return form.kind === 'dictionary' ? form : undefined;
}

interface Node {
  readonly object: PdfObject;
  readonly parentName: string;
  readonly parentType: string | null;
  readonly depth: number;
}

const fieldsByDocument = new WeakMap<PdfDocument, readonly FormField[]>();

/**
 * The terminal fields, each once, in the order of the tree.
 *
 * @throws PdfRefused `PDF_TOO_MANY_FIELDS`, `PDF_TOO_DEEP`
 * @standard ISO 32000-1 §12.7.3
 */
export function formFields(document: PdfDocument): readonly FormField[] {
  const known = fieldsByDocument.get(document);
  if (known) return known;
  const fields = [...readFields(document)];
  fieldsByDocument.set(document, fields);
  return fields;
}

function* readFields(document: PdfDocument): Iterable<FormField> {
  const form = formOf(document);
  if (!form) return;
  const seen = new Set<number>();
  const pending: Node[] = childrenOf(document, form, 'Fields', {
    parentName: '',
    parentType: null,
    depth: 0,
  });
  let visited = 0;
  for (let node = pending.pop(); node; node = pending.pop()) {
    visited += 1;
    checkBounds(document.bounds, visited, node.depth);
    const reference = node.object.kind === 'reference' ? node.object : null;
    if (reference && seen.has(reference.objectNumber)) continue;
    if (reference) seen.add(reference.objectNumber);
    const dictionary = document.resolve(node.object);
    if (dictionary.kind !== 'dictionary') continue;

    const partial = decodeText(document.get(dictionary, 'T'));
    const name = [node.parentName, partial ?? ''].filter((part) => part !== '').join('.');
    const type = nameOf(document.get(dictionary, 'FT')) ?? node.parentType;
    const below = { parentName: name, parentType: type, depth: node.depth + 1 };
    const children = childrenOf(document, dictionary, 'Kids', below);
    const value = dictionary.entries.get('V');
    const isParent = children.some((child) => isField(document, child.object));
    // Some writers name the widget of a signed field as if it were a field: the signature is its parent's all the same.
    const isSignature = isParent && type === 'Sig' && document.resolve(value).kind === 'dictionary';
    if (!isParent || isSignature) yield { name, reference, dictionary, type, value };
    if (isParent)
      pending.push(...children.filter((child) => !isSignature || hasValue(document, child.object)));
  }
}

function checkBounds({ maxFields, maxDepth }: PdfBounds, visited: number, depth: number): void {
  if (visited > maxFields) throw new PdfRefused(pdfRefusals.TOO_MANY_FIELDS({ limit: maxFields }));
  if (depth > maxDepth) throw new PdfRefused(pdfRefusals.TOO_DEEP({ limit: maxDepth }));
}

/** The widgets of a terminal field: itself where merged, else its children (ISO 32000-1 §12.5.6.19). @throws PdfRefused */
export function widgetsOf(document: PdfDocument, field: FormField): readonly PdfDictionary[] {
  const kids = document.get(field.dictionary, 'Kids');
  if (kids.kind !== 'array') return [field.dictionary];
  return kids.items.map((kid) => document.resolve(kid)).filter((kid) => kid.kind === 'dictionary');
}

/** In reverse, for a stack. */
function childrenOf(
  document: PdfDocument,
  dictionary: PdfDictionary,
  key: string,
  context: Omit<Node, 'object'>,
): Node[] {
  const kids = document.get(dictionary, key);
  if (kids.kind !== 'array') return [];
  return kids.items.map((object) => ({ ...context, object })).reverse();
}

/** A child with a partial name is a field, one without is a widget of its parent. */
function isField(document: PdfDocument, object: PdfObject): boolean {
  const dictionary = document.resolve(object);
  return dictionary.kind === 'dictionary' && dictionary.entries.has('T');
}

function hasValue(document: PdfDocument, object: PdfObject): boolean {
  const dictionary = document.resolve(object);
  return dictionary.kind === 'dictionary' && dictionary.entries.has('V');
}
