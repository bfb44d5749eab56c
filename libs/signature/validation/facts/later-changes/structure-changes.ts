import { integerOf, nameOf, type PdfDictionary, type PdfDocument, type PdfObject } from '@libro-firma/pdf';
import type { ChangeLog } from './change-kinds';
import type { RevisionPair } from './revision-pair';

/** What only helps to find elements, and follows from the elements themselves (ISO 32000-1 table 322). */
const INDEXES: ReadonlySet<string> = new Set(['K', 'P', 'ParentTree', 'ParentTreeNextKey', 'IDTree', 'ID']);
const MAX_ELEMENTS = 200_000;

/**
 * Compares the logical structure (ISO 32000-1 §14.7), in which a reader that speaks finds the text. Elements for
 * annotations and form fields may be added, since those are judged themselves, and go where they went; no element may
 * change, lose content, or gain content of a page.
 *
 * @throws PdfRefused
 */
export function compareStructures(pair: RevisionPair, log: ChangeLog): void {
  const { before, after } = pair;
  if (!pair.isSameEntry(before.catalog, after.catalog, 'MarkInfo')) log.add('STRUCTURE_CHANGED');
  const was = before.get(before.catalog, 'StructTreeRoot');
  const is = after.get(after.catalog, 'StructTreeRoot');
  if (was.kind !== is.kind) log.add('STRUCTURE_CHANGED');
  if (was.kind !== 'dictionary' || is.kind !== 'dictionary') return;
  const comparison = new StructureComparison(pair, log, annotationsOf(after));
  comparison.compare(was, is);
}

class StructureComparison {
  private readonly pending: (readonly [PdfDictionary, PdfDictionary])[] = [];
  private readonly seen = new Set<number>();

  constructor(
    private readonly pair: RevisionPair,
    private readonly log: ChangeLog,
    private readonly annotations: ReadonlySet<number>,
  ) {}

  compare(was: PdfDictionary, is: PdfDictionary): void {
    this.pending.push([was, is]);
    for (let next = this.pending.pop(); next; next = this.pending.pop()) {
      if (this.pair.changedKeys(...next, INDEXES).length > 0) this.log.add('STRUCTURE_CHANGED');
      this.compareKids(...next);
      if (this.seen.size > MAX_ELEMENTS) {
        this.log.add('STRUCTURE_CHANGED');
        return;
      }
    }
  }

  private compareKids(was: PdfDictionary, is: PdfDictionary): void {
    const old = kidsOf(this.pair.before, was);
    const now = kidsOf(this.pair.after, is);
    const later = new Map(now.map((kid, index) => [kid.key, { kid, index }]));
    let last = -1;
    for (const kid of old) {
      const found = later.get(kid.key);
      if (!found) {
        // Where the annotation is gone from its page, its element may go with it.
        if (!this.speaksOnlyOfGone(kid)) this.log.add('STRUCTURE_CHANGED');
        continue;
      }
      if (found.index < last) this.log.add('STRUCTURE_CHANGED');
      last = found.index;
      this.enter(kid, found.kid);
    }
    const earlier = new Set(old.map((kid) => kid.key));
    for (const kid of now) {
      if (earlier.has(kid.key)) continue;
      this.log.add(isOfObjectsOnly(this.pair.after, kid, 0) ? 'STRUCTURE_EXTENDED' : 'STRUCTURE_CHANGED');
    }
  }

  private enter(old: Kid, now: Kid): void {
    if (old.kind !== 'element' || now.kind !== 'element') return;
    if (old.number !== null) {
      if (this.seen.has(old.number)) return;
      this.seen.add(old.number);
    }
    this.pending.push([old.dictionary, now.dictionary]);
  }

  private speaksOnlyOfGone(kid: Kid, depth = 0): boolean {
    if (kid.kind === 'object') return kid.number !== null && !this.annotations.has(kid.number);
    if (kid.kind === 'content' || depth > 20) return false;
    const kids = kidsOf(this.pair.before, kid.dictionary);
    return kids.length > 0 && kids.every((below) => this.speaksOnlyOfGone(below, depth + 1));
  }
}

/** A kid of a structure element (ISO 32000-1 table 323): page content, an object such as an annotation, an element. */
type Kid =
  | { readonly kind: 'content'; readonly key: string }
  | { readonly kind: 'object'; readonly key: string; readonly number: number | null }
  | {
      readonly kind: 'element';
      readonly key: string;
      readonly number: number | null;
      readonly dictionary: PdfDictionary;
    };

function kidsOf(document: PdfDocument, element: PdfDictionary): readonly Kid[] {
  const entry = element.entries.get('K');
  const kids = document.resolve(entry);
  if (kids.kind === 'null') return [];
  const items = kids.kind === 'array' ? kids.items : [entry ?? kids];
  return items.map((item, index) => kidOf(document, item, index));
}

function kidOf(document: PdfDocument, item: PdfObject, index: number): Kid {
  const value = document.resolve(item);
  if (value.kind !== 'dictionary')
    return { kind: 'content', key: `content ${integerOf(value) ?? value.kind}` };
  const number = item.kind === 'reference' ? item.objectNumber : null;
  const type = nameOf(document.get(value, 'Type'));
  if (type === 'MCR') {
    const page = value.entries.get('Pg');
    const place = page?.kind === 'reference' ? page.objectNumber : '';
    return { kind: 'content', key: `content ${place} ${integerOf(document.get(value, 'MCID')) ?? ''}` };
  }
  if (type === 'OBJR') {
    const target = value.entries.get('Obj');
    const object = target?.kind === 'reference' ? target.objectNumber : null;
    return { kind: 'object', key: `object ${object ?? index}`, number: object };
  }
  return { kind: 'element', key: `element ${number ?? `at ${index}`}`, number, dictionary: value };
}

/** A new element that leads to annotations and fields only, to no content that the signer saw under another element. */
function isOfObjectsOnly(document: PdfDocument, kid: Kid, depth: number): boolean {
  if (kid.kind !== 'element') return kid.kind === 'object';
  if (depth > 20) return false;
  return kidsOf(document, kid.dictionary).every((below) => isOfObjectsOnly(document, below, depth + 1));
}

function annotationsOf(document: PdfDocument): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const page of document.pages()) {
    const list = document.get(page.dictionary, 'Annots');
    if (list.kind !== 'array') continue;
    for (const item of list.items) if (item.kind === 'reference') numbers.add(item.objectNumber);
  }
  return numbers;
}
