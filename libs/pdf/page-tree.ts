import type { PdfBounds } from './bounds';
import { nameOf, type PdfDictionary, type PdfObject, type PdfReference } from './objects';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';

/** A leaf of the page tree; `reference` is `null` for a page written inside its parent, which no file should do. */
export interface PdfPage {
  readonly reference: PdfReference | null;
  readonly dictionary: PdfDictionary;
  /** The nodes above it, from the root down. */
  readonly ancestors: readonly PdfDictionary[];
}

/** Attributes that a page takes from the nodes above it (ISO 32000-1 §7.7.3.4, table 30). */
export const INHERITABLE_PAGE_KEYS = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/** An entry of a page, as written: its own, or that of the nearest node above (ISO 32000-1 §7.7.3.4). */
export function pageEntry(page: PdfPage, key: string): PdfObject | undefined {
  const own = page.dictionary.entries.get(key);
  const isInheritable = (INHERITABLE_PAGE_KEYS as readonly string[]).includes(key);
  if (own !== undefined || !isInheritable) return own;
  return page.ancestors.findLast((node) => node.entries.has(key))?.entries.get(key);
}

interface ObjectLookup {
  readonly bounds: PdfBounds;
  resolve(object: PdfObject | undefined): PdfObject;
  get(dictionary: PdfDictionary, key: string): PdfObject;
}

/** Leaves in order, each node once, whatever circles the tree has. @throws PdfRefused */
export function* pageLeaves(document: ObjectLookup, root: PdfObject | undefined): Iterable<PdfPage> {
  const { maxPages, maxDepth } = document.bounds;
  const seen = new Set<number>();
  const path: Iterator<PdfObject>[] = [[root ?? { kind: 'null' as const }].values()];
  const ancestors: PdfDictionary[] = [];
  let pages = 0;
  for (let level = path.at(-1); level; level = path.at(-1)) {
    const next = level.next();
    if (next.done) {
      path.pop();
      ancestors.pop();
      continue;
    }
    const child = next.value;
    if (child.kind === 'reference') {
      if (seen.has(child.objectNumber)) continue;
      seen.add(child.objectNumber);
    }
    const dictionary = document.resolve(child);
    if (dictionary.kind !== 'dictionary') continue;
    const kids = document.get(dictionary, 'Kids');
    if (kids.kind === 'array' && nameOf(document.get(dictionary, 'Type')) !== 'Page') {
      if (path.length > maxDepth) throw new PdfRefused(pdfRefusals.TOO_DEEP({ limit: maxDepth }));
      path.push(kids.items.values());
      ancestors.push(dictionary);
      continue;
    }
    pages += 1;
    if (pages > maxPages) throw new PdfRefused(pdfRefusals.TOO_MANY_PAGES({ limit: maxPages }));
    yield {
      reference: child.kind === 'reference' ? child : null,
      dictionary,
      ancestors: [...ancestors],
    };
  }
}
