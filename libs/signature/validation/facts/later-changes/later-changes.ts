import {
  attempt,
  nameOf,
  PdfDocument,
  pdfReference,
  readSignatureDictionaries,
  type ByteSource,
  type PdfDictionary,
  type PdfObject,
} from '@libro-firma/pdf';
import type { ChangeReport } from '../../report/validation-report';
import { isInvisibleSignature } from './added-signature';
import { hasOnlyIndexedObjects } from './indexed-objects';
import { collectReferences, isSameBut, isSameObject } from './same-object';

/** What was done to a file after one of its revisions. `UNKNOWN`: something that this rule does not understand. */
export type LaterChangesFacts =
  | { readonly state: 'NONE' | 'UNKNOWN'; readonly changes: readonly [] }
  | { readonly state: 'PERMITTED'; readonly changes: readonly ChangeReport[] };

const MAX_OBJECTS = 20_000;
const UNKNOWN: LaterChangesFacts = { state: 'UNKNOWN', changes: [] };
const FREE = { type: 'free' } as const;
const RULE = 'ISO 32000-1 §12.8.2.2.2';

/** The file as it was and as it is, and the object numbers that what is new may use. */
interface Comparison {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly added: ReadonlySet<number>;
}

/**
 * Understands one thing only: further signatures and timestamps in invisible fields of their own, and validation data.
 * Every object that the later revisions write must be either new and unknown to the earlier file, or one of the
 * objects that has to name the new field and differ in nothing else. All else is UNKNOWN, never PERMITTED.
 *
 * @param after the whole file, opened.
 * @param end end of the earlier revision, in bytes.
 * @standard ISO 32000-1 §12.8.2.2.2; ETSI EN 319 142-1 §5.3, §5.4
 */
export function laterChanges(
  after: PdfDocument,
  end: number,
  revisionEnds: readonly number[],
): LaterChangesFacts {
  if (end === after.source.size) return { state: 'NONE', changes: [] };
  if (isOnlyLastEndOfLine(after.source, end, revisionEnds)) {
    return { state: 'PERMITTED', changes: [change('END_OF_LINE', 'ISO 32000-1 §7.5.5')] };
  }
  const compared = attempt(() => compare(after, end, revisionEnds));
  return compared.ok ? compared.value : UNKNOWN;
}

function compare(after: PdfDocument, end: number, revisionEnds: readonly number[]): LaterChangesFacts {
  const opened = PdfDocument.open(prefix(after.source, end));
  if (!opened.ok) return UNKNOWN;
  const before = opened.value;
  if (!areComparable(before, after, end) || revisionEnds.at(-1) !== after.source.size) return UNKNOWN;
  if (!hasOnlyIndexedObjects(after, end)) return UNKNOWN;
  const changed = changedNumbers(after, end);
  const known = knownNumbers(before);
  if (!known || hasRestrictions(before) || !isSameTrailer(before, after)) return UNKNOWN;
  const isNew = (number: number): boolean =>
    !known.has(number) && (before.locate(number) ?? FREE).type === 'free';
  const added = new Set([...changed].filter(isNew));
  const comparison = { before, after, added };
  const isUnderstood = [...changed].every(
    (number) => number === 0 || added.has(number) || isHarmless(comparison, number),
  );
  // Broken objects show only while they are read: asked at the end, the answer covers all that was read above.
  if (!isUnderstood || before.isDamaged || after.isDamaged) return UNKNOWN;
  const changes = changesOf(comparison);
  return changes.length > 0 ? { state: 'PERMITTED', changes } : UNKNOWN;
}

/** The later sections lie on top of exactly the sections that the earlier file had. */
function areComparable(before: PdfDocument, after: PdfDocument, end: number): boolean {
  if (before.isRebuilt || after.isRebuilt || before.isEncrypted || after.isEncrypted) return false;
  const older = after.sections.filter((section) => section.offset < end).map((section) => section.offset);
  const own = before.sections.map((section) => section.offset);
  return older.length === own.length && older.every((offset, index) => offset === own[index]);
}

function changedNumbers(after: PdfDocument, end: number): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const section of after.sections.filter(({ offset }) => offset >= end)) {
    for (const number of section.objectNumbers()) {
      numbers.add(number);
      if (numbers.size > MAX_OBJECTS) break;
    }
  }
  return numbers;
}

/**
 * Numbers to which the earlier file refers, also those that it does not define: a later revision that defines one
 * would put content where the signer saw none. Undefined for a file with too many objects to look at.
 */
function knownNumbers(before: PdfDocument): ReadonlySet<number> | undefined {
  if (before.nextObjectNumber > MAX_OBJECTS) return undefined;
  const numbers = new Set<number>();
  for (const section of before.sections) collectReferences(section.trailer, numbers);
  for (let number = 1; number < before.nextObjectNumber; number += 1) {
    const entry = before.locate(number);
    if (!entry || entry.type === 'free') continue;
    const generation = entry.type === 'offset' ? entry.generation : 0;
    collectReferences(before.resolve(pdfReference(number, generation)), numbers);
  }
  return numbers;
}

/** A certification or a lock says itself what may follow: not judged here. */
function hasRestrictions(before: PdfDocument): boolean {
  const signatures = readSignatureDictionaries(before);
  return !signatures.ok || signatures.value.some(({ dictionary }) => dictionary.entries.has('Reference'));
}

function isSameTrailer(before: PdfDocument, after: PdfDocument): boolean {
  return ['Root', 'Info'].every((key) =>
    isSameObject(before.trailer.entries.get(key), after.trailer.entries.get(key)),
  );
}

function isHarmless(comparison: Comparison, number: number): boolean {
  const { before, after } = comparison;
  const was = before.locate(number);
  if (!was || was.type === 'free') return (after.locate(number) ?? FREE).type === 'free';
  const reference = pdfReference(number, was.type === 'offset' ? was.generation : 0);
  return isChangeHarmless(comparison, number, before.resolve(reference), after.resolve(reference));
}

function isChangeHarmless(comparison: Comparison, number: number, old: PdfObject, now: PdfObject): boolean {
  const { before } = comparison;
  if (isSameObject(old, now)) return true;
  if (old.kind === 'array') return isExtended(comparison, old, now);
  if (old.kind !== 'dictionary' || now.kind !== 'dictionary') return false;
  if (number === before.catalogReference?.objectNumber) return isCatalogHarmless(comparison, old, now);
  if (nameOf(before.get(old, 'Type')) === 'Page') {
    return isSameBut(old, now, ['Annots']) && isListHarmless(comparison, old, now, 'Annots');
  }
  const form = before.catalog.entries.get('AcroForm');
  const isForm = form?.kind === 'reference' && form.objectNumber === number;
  return isForm && isFormHarmless(comparison, old, now);
}

function isCatalogHarmless(comparison: Comparison, old: PdfDictionary, now: PdfDictionary): boolean {
  if (!isSameBut(old, now, ['AcroForm', 'DSS', 'Extensions'])) return false;
  const [oldForm, newForm] = [old.entries.get('AcroForm'), now.entries.get('AcroForm')];
  const oldData = old.entries.get('DSS');
  // Validation data that were there already may only be replaced by new objects, which no page can show.
  if (oldData?.kind === 'dictionary' && !isSameObject(oldData, now.entries.get('DSS'))) return false;
  if (isSameObject(oldForm, newForm)) return true;
  const was = comparison.before.resolve(oldForm);
  const is = comparison.after.resolve(newForm);
  if (is.kind !== 'dictionary' || (was.kind !== 'dictionary' && was.kind !== 'null')) return false;
  const empty: PdfDictionary = { kind: 'dictionary', entries: new Map(), hasDuplicateKeys: false };
  return isFormHarmless(comparison, was.kind === 'null' ? empty : was, is);
}

/**
 * The form names new fields. Fonts and a text style for drawing fields may come where there were none: no reader draws
 * an appearance that is there already, unless NeedAppearances asks for it.
 */
function isFormHarmless(comparison: Comparison, old: PdfDictionary, now: PdfDictionary): boolean {
  const mayGainStyle = !old.entries.has('NeedAppearances');
  const gained = ['DR', 'DA'].filter((key) => mayGainStyle && !old.entries.has(key));
  return (
    isSameBut(old, now, ['Fields', 'SigFlags', ...gained]) && isListHarmless(comparison, old, now, 'Fields')
  );
}

function isListHarmless(
  comparison: Comparison,
  old: PdfDictionary,
  now: PdfDictionary,
  key: 'Annots' | 'Fields',
): boolean {
  if (isSameObject(old.entries.get(key), now.entries.get(key))) return true;
  return isExtended(comparison, comparison.before.get(old, key), comparison.after.get(now, key));
}

/** The list is what it was, with invisible signatures of the later revisions behind it. */
function isExtended({ after, added }: Comparison, old: PdfObject, now: PdfObject): boolean {
  if (now.kind !== 'array' || (old.kind !== 'array' && old.kind !== 'null')) return false;
  const earlier = old.kind === 'array' ? old.items : [];
  const isKept = earlier.every((item, index) => isSameObject(item, now.items[index]));
  return (
    isKept &&
    now.items
      .slice(earlier.length)
      .every(
        (item) =>
          item.kind === 'reference' && added.has(item.objectNumber) && isInvisibleSignature(after, item),
      )
  );
}

function changesOf({ before, after }: Comparison): readonly ChangeReport[] {
  const count = (document: PdfDocument): number => {
    const signatures = readSignatureDictionaries(document);
    return signatures.ok ? signatures.value.length : 0;
  };
  const hasNewData = !isSameObject(before.catalog.entries.get('DSS'), after.catalog.entries.get('DSS'));
  return [
    ...Array.from({ length: count(after) - count(before) }, () => change('SIGNATURE_ADDED', RULE)),
    ...(hasNewData ? [change('VALIDATION_DATA_ADDED', RULE)] : []),
  ];
}

/** What follows is the end-of-line behind the last `%%EOF`, which some signers leave out of what they sign. */
function isOnlyLastEndOfLine(source: ByteSource, end: number, revisionEnds: readonly number[]): boolean {
  const rest = source.size - end;
  if (rest < 1 || rest > 2 || revisionEnds.at(-1) !== source.size) return false;
  return /^[\r\n]+$/.test(source.read(end, rest).toString('latin1'));
}

function change(kind: string, rule: string): ChangeReport {
  return { kind, permitted: true, visible: false, rule };
}

function prefix(source: ByteSource, size: number): ByteSource {
  return {
    size,
    read: (position, length) =>
      position >= size ? Buffer.alloc(0) : source.read(position, Math.min(length, size - position)),
  };
}
