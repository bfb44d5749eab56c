import {
  integerOf,
  nameOf,
  type PdfDictionary,
  type PdfDocument,
  type PdfObject,
  type PdfPage,
} from '@libro-firma/pdf';
import type { ChangeLog } from './change-kinds';
import { widgetKey, type FormPair } from './form-pair';
import type { RevisionPair } from './revision-pair';

/** One page of both revisions, numbered from 1. */
interface PageWithAnnotations {
  readonly before: PdfPage;
  readonly after: PdfPage;
  readonly number: number;
}

/**
 * Annotations for which a reader draws text or an area of its own making, and so can hide or replace what was signed,
 * whatever level of certification lets annotations in; as can those that play something.
 */
const REPLACING: ReadonlySet<string> = new Set([
  ...['FreeText', 'Redact', 'Screen', 'Movie', '3D', 'RichMedia', 'Projection'],
]);
/** Actions that stay inside the document, or only open a page of the web (ISO 32000-1 table 198). */
const HARMLESS_ACTIONS: ReadonlySet<string> = new Set(['GoTo', 'URI', 'Named', 'Thread']);
/** Annotation flags: Hidden and NoView (ISO 32000-1 table 165). */
const UNSEEN_FLAGS = 2 | 32;
/** A drawing of its own that is no larger than this is an icon, in points. */
const ICON = 32;
/** A line that is wider than this covers a line of text, in points. */
const MAX_LINE_WIDTH = 6;
const ACTIONS: ReadonlySet<string> = new Set(['A', 'AA', 'PA']);
/** What links an annotation to the logical structure, and when it was touched: nothing that shows. */
const QUIET: ReadonlySet<string> = new Set(['StructParent', 'M', 'P', 'NM', 'Parent']);

/**
 * Compares the annotations of one page that are no widgets of form fields, and whether the widgets are still there.
 *
 * @throws PdfRefused
 */
export function compareAnnotations(
  pair: RevisionPair,
  page: PageWithAnnotations,
  form: FormPair,
  log: ChangeLog,
): void {
  const was = annotationsOf(pair.before, page.before);
  const is = annotationsOf(pair.after, page.after);
  const place = { page: page.number };
  let last = -1;
  for (const [key, old] of was) {
    const now = is.get(key);
    const field = form.before.widgets.get(key);
    if (!now) {
      if (field === undefined)
        log.add('ANNOTATION_REMOVED', { ...place, isVisible: isSeen(pair.before, old.dictionary) });
      else log.add('WIDGET_REMOVED', { ...place, field, isOldField: true });
      continue;
    }
    if (now.index < last) log.add('ANNOTATION_CHANGED', place);
    last = now.index;
    if (field === undefined) compareAnnotation(pair, old.dictionary, now.dictionary, page.number, log);
  }
  for (const [key, now] of is) {
    if (!was.has(key)) judgeAdded(pair, key, now.dictionary, page.number, form, log);
  }
}

interface Annotation {
  readonly dictionary: PdfDictionary;
  readonly index: number;
}

/** By object number; an annotation written inside the page by its place. */
function annotationsOf(document: PdfDocument, { dictionary }: PdfPage): ReadonlyMap<string, Annotation> {
  const list = document.get(dictionary, 'Annots');
  const found = new Map<string, Annotation>();
  if (list.kind !== 'array') return found;
  for (const [index, item] of list.items.entries()) {
    const annotation = document.resolve(item);
    if (annotation.kind === 'dictionary')
      found.set(widgetKey(item) ?? `at ${index}`, { dictionary: annotation, index });
  }
  return found;
}

function compareAnnotation(
  pair: RevisionPair,
  was: PdfDictionary,
  is: PdfDictionary,
  page: number,
  log: ChangeLog,
): void {
  const changed = pair.changedKeys(was, is, QUIET);
  if (changed.length === 0) return;
  if (changed.some((key) => ACTIONS.has(key)) && mayAct(pair.after, is)) log.add('ACTION_CHANGED', { page });
  const isVisible = isSeen(pair.before, was) || isSeen(pair.after, is);
  const hides =
    nameOf(is.entries.get('Subtype')) === 'Widget' || mayHide(pair.after, is) || mayHide(pair.before, was);
  log.add(hides ? 'ANNOTATION_MAY_HIDE_CONTENT' : 'ANNOTATION_CHANGED', { page, isVisible });
}

function judgeAdded(
  pair: RevisionPair,
  key: string,
  annotation: PdfDictionary,
  page: number,
  form: FormPair,
  log: ChangeLog,
): void {
  const field = form.after.widgets.get(key);
  const isVisible = isSeen(pair.after, annotation);
  if (field !== undefined) {
    // A field that is new is judged with the form; one that was there did not stand here.
    if (form.before.fields.has(field)) log.add('FIELD_CHANGED', { page, field, isOldField: true, isVisible });
    return;
  }
  if (mayAct(pair.after, annotation)) log.add('ACTION_CHANGED', { page });
  if (nameOf(pair.after.get(annotation, 'Subtype')) === 'Widget') log.add('FIELD_ADDED', { page, isVisible });
  else
    log.add(mayHide(pair.after, annotation) ? 'ANNOTATION_MAY_HIDE_CONTENT' : 'ANNOTATION_ADDED', {
      page,
      isVisible,
    });
}

/** An action that runs, sends or opens something; a chain of actions counts as one. */
function mayAct(document: PdfDocument, annotation: PdfDictionary): boolean {
  if (document.get(annotation, 'AA').kind !== 'null') return true;
  return ['A', 'PA'].some((key) => {
    const action = document.get(annotation, key);
    if (action.kind !== 'dictionary') return action.kind !== 'null';
    const type = nameOf(document.get(action, 'S')) ?? '';
    return !HARMLESS_ACTIONS.has(type) || action.entries.has('Next');
  });
}

/** Takes room on the page and is not flagged away. @throws PdfRefused */
export function isSeen(document: PdfDocument, annotation: PdfDictionary): boolean {
  const flags = integerOf(document.get(annotation, 'F')) ?? 0;
  const [width, height] = sizeOf(document, annotation);
  return (flags & UNSEEN_FLAGS) === 0 && width > 0 && height > 0;
}

function sizeOf(document: PdfDocument, annotation: PdfDictionary): readonly [number, number] {
  const rectangle = document.get(annotation, 'Rect');
  if (rectangle.kind !== 'array') return [0, 0];
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangle.items.map((item) =>
    numberOf(document.resolve(item)),
  );
  return [Math.abs(right - left), Math.abs(top - bottom)];
}

function numberOf(object: PdfObject): number {
  return object.kind === 'number' ? object.value : 0;
}

/** What the annotation draws could cover what stands on the page. A look of its own can draw anything. */
function mayHide(document: PdfDocument, annotation: PdfDictionary): boolean {
  if (REPLACING.has(nameOf(document.get(annotation, 'Subtype')) ?? '')) return true;
  const [width, height] = sizeOf(document, annotation);
  const isLarge = width > ICON || height > ICON;
  if (isLarge && document.get(annotation, 'AP').kind !== 'null') return true;
  const interior = document.get(annotation, 'IC');
  return (
    (interior.kind === 'array' && interior.items.length > 0) ||
    lineWidth(document, annotation) > MAX_LINE_WIDTH
  );
}

function lineWidth(document: PdfDocument, annotation: PdfDictionary): number {
  const style = document.get(annotation, 'BS');
  const border = document.get(annotation, 'Border');
  const widths = [
    style.kind === 'dictionary' ? numberOf(document.get(style, 'W')) : 0,
    border.kind === 'array' ? numberOf(document.resolve(border.items[2])) : 0,
  ];
  return Math.max(...widths);
}
