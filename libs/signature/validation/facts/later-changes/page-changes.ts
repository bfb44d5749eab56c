import {
  INHERITABLE_PAGE_KEYS,
  pageEntry,
  type PdfDocument,
  type PdfObject,
  type PdfPage,
} from '@libro-firma/pdf';
import { compareAnnotations } from './annotation-changes';
import type { ChangeKind, ChangeLog } from './change-kinds';
import type { FormPair } from './form-pair';
import type { RevisionPair } from './revision-pair';

/** Entries of a page that do not say what it shows (ISO 32000-1 table 30); the others all might. */
const QUIET: Readonly<Record<string, ChangeKind | null>> = {
  Annots: null,
  Parent: null,
  Tabs: 'TAB_ORDER_CHANGED',
  LastModified: 'METADATA_CHANGED',
  Metadata: 'METADATA_CHANGED',
  StructParents: 'STRUCTURE_EXTENDED',
  AA: 'ACTION_CHANGED',
  PieceInfo: 'PAGE_CHANGED',
  B: 'NAVIGATION_CHANGED',
  AF: 'EMBEDDED_FILES_CHANGED',
};

export interface PagePair {
  readonly before: readonly PdfPage[];
  readonly after: readonly PdfPage[];
}

/** The pages of both revisions; all of them, with the nodes above them, become anchors. @throws PdfRefused */
export function anchorPages(pair: RevisionPair): PagePair {
  const pages = { before: [...pair.before.pages()], after: [...pair.after.pages()] };
  for (const [document, leaves] of [
    [pair.before, pages.before],
    [pair.after, pages.after],
  ] as const) {
    for (const page of leaves) anchorPage(pair, document, page);
  }
  return pages;
}

function anchorPage(pair: RevisionPair, document: PdfDocument, page: PdfPage): void {
  pair.anchor(page.reference);
  pair.anchor(page.dictionary.entries.get('Parent'));
  const annotations = document.get(page.dictionary, 'Annots');
  if (annotations.kind === 'array') for (const item of annotations.items) pair.anchor(item);
}

/** Compares pages by their object numbers, in order, and what each of them shows. @throws PdfRefused */
export function comparePages(pair: RevisionPair, pages: PagePair, form: FormPair, log: ChangeLog): void {
  const later = new Map(pages.after.map((page, index) => [keyOf(page, index), { page, index }]));
  const earlier = new Set(pages.before.map(keyOf));
  let lastIndex = -1;
  for (const [number, page] of pages.before.entries()) {
    const found = later.get(keyOf(page, number));
    if (!found) {
      log.add('PAGE_REMOVED', { page: number + 1 });
      continue;
    }
    if (found.index < lastIndex) log.add('PAGE_MOVED', { page: number + 1 });
    lastIndex = found.index;
    comparePage(pair, page, found.page, number + 1, log);
    compareAnnotations(pair, { before: page, after: found.page, number: number + 1 }, form, log);
  }
  for (const [key, { index }] of later) if (!earlier.has(key)) log.add('PAGE_ADDED', { page: index + 1 });
}

/** A page written inside its parent has no number of its own: its place must do. */
function keyOf({ reference }: PdfPage, index: number): string {
  return reference ? `${reference.objectNumber} ${reference.generation}` : `at ${index}`;
}

function comparePage(
  pair: RevisionPair,
  before: PdfPage,
  after: PdfPage,
  page: number,
  log: ChangeLog,
): void {
  const [was, is] = [before.dictionary, after.dictionary];
  if (was.hasDuplicateKeys !== is.hasDuplicateKeys) log.add('PAGE_CONTENT_CHANGED', { page });
  if (!isSameNumber(was.entries.get('Parent'), is.entries.get('Parent'))) log.add('PAGE_CHANGED', { page });
  const keys = new Set([...was.entries.keys(), ...is.entries.keys(), ...INHERITABLE_PAGE_KEYS]);
  for (const key of keys) {
    const kind = key in QUIET ? QUIET[key] : 'PAGE_CONTENT_CHANGED';
    if (kind && !pair.isSame(pageEntry(before, key), pageEntry(after, key), key)) log.add(kind, { page });
  }
}

function isSameNumber(was: PdfObject | undefined, is: PdfObject | undefined): boolean {
  if (was?.kind !== 'reference' || is?.kind !== 'reference') return was?.kind === is?.kind;
  return was.objectNumber === is.objectNumber;
}
