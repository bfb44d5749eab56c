import type { PdfDocument } from './document';
import type { Increment } from './increment';
import {
  integerOf,
  nameOf,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  withEntries,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from './objects';
import { textString } from './text-string';

/** What the tag of an annotation is to say. */
interface AnnotationTag {
  readonly annotation: PdfReference;
  readonly page: PdfReference;
  readonly alternativeText: string;
}

/**
 * Adds a structure element for an annotation to a tagged document, so that a reader that speaks tells of it, and gives
 * the /StructParent that the annotation needs; `undefined` for a document that is not tagged, or tagged in a way that
 * cannot be continued.
 *
 * @throws PdfRefused
 * @standard ISO 32000-1 §14.7.2, §14.7.4.3, §14.7.4.4; ISO 14289-1 §7.18.1
 */
export function tagAnnotation(
  document: PdfDocument,
  increment: Increment,
  tag: AnnotationTag,
): number | undefined {
  const rootReference = document.catalog.entries.get('StructTreeRoot');
  const root = document.resolve(rootReference);
  if (rootReference?.kind !== 'reference' || root.kind !== 'dictionary') return undefined;
  const key = nextKey(document, root);
  if (key === undefined) return undefined;
  const parent = documentElement(document, root) ?? { reference: rootReference, dictionary: root };
  const element = increment.reserve();
  const tree = extendedTree(document, increment, root, key, element);
  if (!tree) return undefined;
  increment.write(
    element,
    pdfDictionary([
      ['Type', pdfName('StructElem')],
      ['S', pdfName('Form')],
      ['P', parent.reference],
      ['Pg', tag.page],
      ['Alt', textString(tag.alternativeText)],
      [
        'K',
        pdfDictionary([
          ['Type', pdfName('OBJR')],
          ['Pg', tag.page],
          ['Obj', tag.annotation],
        ]),
      ],
    ]),
  );
  const kids = withKid(document, parent.dictionary, element);
  const rootChanges = { ParentTree: tree, ParentTreeNextKey: pdfNumber(key + 1) };
  if (parent.reference.objectNumber === rootReference.objectNumber) {
    increment.write(rootReference, withEntries(root, { ...rootChanges, K: kids }));
  } else {
    increment.write(rootReference, withEntries(root, rootChanges));
    increment.write(parent.reference, withEntries(parent.dictionary, { K: kids }));
  }
  return key;
}

/** The first key that no annotation and no page uses: /ParentTreeNextKey, else one past the tree's last. */
function nextKey(document: PdfDocument, root: PdfDictionary): number | undefined {
  const stated = integerOf(document.get(root, 'ParentTreeNextKey'));
  const tree = document.get(root, 'ParentTree');
  const last = tree.kind === 'dictionary' ? lastKey(document, tree) : -1;
  return last === undefined ? undefined : Math.max(stated ?? 0, last + 1);
}

function lastKey(document: PdfDocument, tree: PdfDictionary): number | undefined {
  let node = tree;
  for (let depth = 0; depth < 50; depth += 1) {
    const numbers = document.get(node, 'Nums');
    if (numbers.kind === 'array') return integerOf(document.resolve(numbers.items.at(-2))) ?? -1;
    const kids = document.get(node, 'Kids');
    const last = kids.kind === 'array' ? document.resolve(kids.items.at(-1)) : undefined;
    if (last?.kind !== 'dictionary') return kids.kind === 'array' ? undefined : -1;
    node = last;
  }
  return undefined;
}

/** One element of type Document holds everything where the tags follow ISO 32000-2 §14.8.4.3. */
function documentElement(
  document: PdfDocument,
  root: PdfDictionary,
): { readonly reference: PdfReference; readonly dictionary: PdfDictionary } | undefined {
  const kids = root.entries.get('K');
  const list = document.resolve(kids);
  const [only, ...others] = list.kind === 'array' ? list.items : [kids];
  if (only?.kind !== 'reference' || others.length > 0) return undefined;
  const dictionary = document.resolve(only);
  if (dictionary.kind !== 'dictionary' || nameOf(document.get(dictionary, 'S')) !== 'Document')
    return undefined;
  return { reference: only, dictionary };
}

function withKid(document: PdfDocument, parent: PdfDictionary, element: PdfReference): PdfObject {
  const entry = parent.entries.get('K');
  const kids = document.resolve(entry);
  if (kids.kind === 'null' || entry === undefined) return pdfArray([element]);
  return pdfArray([...(kids.kind === 'array' ? kids.items : [entry]), element]);
}

/** The parent tree with one more entry, in a leaf of its own where the tree has leaves (ISO 32000-1 §7.9.7). */
function extendedTree(
  document: PdfDocument,
  increment: Increment,
  root: PdfDictionary,
  key: number,
  element: PdfReference,
): PdfObject | undefined {
  const entry = root.entries.get('ParentTree');
  const tree = document.resolve(entry);
  if (tree.kind !== 'dictionary' && tree.kind !== 'null') return undefined;
  const was = tree.kind === 'dictionary' ? tree : pdfDictionary([]);
  const kids = document.get(was, 'Kids');
  const numbers = document.get(was, 'Nums');
  const own = [pdfNumber(key), element];
  const changed =
    kids.kind === 'array'
      ? { Kids: pdfArray([...kids.items, leaf(increment, key, own)]) }
      : { Nums: pdfArray([...(numbers.kind === 'array' ? numbers.items : []), ...own]) };
  if (entry?.kind !== 'reference') return withEntries(was, changed);
  increment.write(entry, withEntries(was, changed));
  return entry;
}

function leaf(increment: Increment, key: number, numbers: readonly PdfObject[]): PdfReference {
  const reference = increment.reserve();
  const limits = pdfArray([pdfNumber(key), pdfNumber(key)]);
  increment.write(
    reference,
    pdfDictionary([
      ['Limits', limits],
      ['Nums', pdfArray(numbers)],
    ]),
  );
  return reference;
}
