import type { PdfDocument } from './document';
import { formFields, type FormField } from './form-fields';
import type { Increment } from './increment';
import {
  nameOf,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  withEntries,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from './objects';
import type { Matrix } from './page-frame';
import type { PdfPage } from './page-tree';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { checkSeedValues } from './seed-values';
import { writeAppearance } from './signature-appearance';
import { appended, formSettings, writeForm } from './signature-form';
import { frameOfPage, placeOnPage, type PlacedRectangle } from './signature-place';
import type { SignatureFieldRequest, SignatureLook } from './signature-request';
import { isLockedBy, readLock, signatureRestrictions, type FieldLock } from './signature-restrictions';
import { lockDictionary } from './signature-transforms';
import { tagAnnotation } from './structure-tag';
import { textString } from './text-string';

/** ISO 32000-1 table 165: Print and Locked. PDF/A (ISO 19005-2 §6.3.2) asks for Print. */
const WIDGET_FLAGS = 132;
const MAX_NAME = 120;

/** The field of a new signature. */
export interface PlacedField {
  readonly name: string;
  /** The lock that the signature has to carry out: the one asked for, or the one that the field had. */
  readonly lock?: FieldLock;
}

/**
 * Writes the field that holds `signature`: an empty one of that name, or a new one with its widget, seen where the
 * request says, or unseen on the first page. What the signature changes of form and catalogue is written too.
 *
 * @throws PdfRefused `PDF_FIELD_NAME_INVALID`, `PDF_FIELD_NAME_TAKEN`, `PDF_FIELD_LOCKED`, `PDF_FIELD_HAS_CONDITIONS`,
 * `PDF_NEW_FIELD_FORBIDDEN`, `PDF_PLACE_OUTSIDE_PAGE`, `PDF_FORM_WITHOUT_APPEARANCES`, `PDF_DAMAGED_XREF`
 */
export function placeSignatureField(
  document: PdfDocument,
  increment: Increment,
  request: SignatureFieldRequest,
  signature: PdfReference,
): PlacedField {
  const fields = [...formFields(document)];
  const names = new Set(fields.map((field) => field.name));
  const stem = request.subFilter === 'ETSI.RFC3161' ? 'Marca' : 'Firma';
  const name = request.fieldName ?? freeName(stem, names);
  const existing = fields.find((field) => field.name === name);
  const settings = formSettings(document, fields);
  const catalog = request.certify === undefined ? {} : { Perms: pdfDictionary([['DocMDP', signature]]) };
  const writing = { document, increment, request, signature };
  if (existing) {
    const lock = fillField(writing, existing);
    writeForm(document, increment, { settings, field: null, catalog });
    return { name, ...(lock && { lock }) };
  }
  if (!isNewName(name, names)) throw new PdfRefused(pdfRefusals.FIELD_NAME_INVALID({ name }));
  writeForm(document, increment, { settings, field: addField(writing, name), catalog });
  return { name, ...(request.lock && { lock: request.lock }) };
}

interface FieldWriting {
  readonly document: PdfDocument;
  readonly increment: Increment;
  readonly request: SignatureFieldRequest;
  readonly signature: PdfReference;
}

function freeName(stem: string, names: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number}`;
    if (isNewName(name, names)) return name;
  }
}

/** ISO 32000-1 §12.7.3.2: no full stop in a partial name; nor the name of a node that has children. */
function isNewName(name: string, names: ReadonlySet<string>): boolean {
  if (name === '' || name.length > MAX_NAME || /[.\p{Cc}\p{Cs}]/u.test(name) || names.has(name)) return false;
  for (const other of names) if (other.startsWith(`${name}.`)) return false;
  return true;
}

/** Returns the lock that the field asks its signature to carry out. */
function fillField(writing: FieldWriting, field: FormField): FieldLock | undefined {
  const { document, increment, request, signature } = writing;
  const { reference, dictionary, name } = field;
  const isTaken = field.type !== 'Sig' || document.resolve(field.value).kind !== 'null';
  if (isTaken || !reference) throw new PdfRefused(pdfRefusals.FIELD_NAME_TAKEN({ name }));
  if (signatureRestrictions(document).locks.some((lock) => isLockedBy(lock, name))) {
    throw new PdfRefused(pdfRefusals.FIELD_LOCKED({ name }));
  }
  checkSeedValues(document, field, request);
  const own = document.get(dictionary, 'Lock');
  const lock = own.kind === 'dictionary' ? readLock(document, own) : request.lock;
  const lockEntry: Record<string, PdfObject> =
    request.lock && own.kind !== 'dictionary' ? { Lock: lockDictionary(request.lock) } : {};
  const widget = theWidget(document, field);
  const appearance = widget ? appearanceFor(writing, widget.dictionary) : {};
  if (widget && widget.reference.objectNumber !== reference.objectNumber) {
    if (Object.keys(appearance).length > 0) {
      increment.write(widget.reference, withEntries(widget.dictionary, appearance));
    }
    increment.write(reference, withEntries(dictionary, { V: signature, ...lockEntry }));
  } else increment.write(reference, withEntries(dictionary, { V: signature, ...lockEntry, ...appearance }));
  return lock;
}

interface Widget {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
}

/** The field merged with its widget, or its one child; several widgets are left as they look. */
function theWidget(document: PdfDocument, { reference, dictionary }: FormField): Widget | undefined {
  if (reference && nameOf(document.get(dictionary, 'Subtype')) === 'Widget') return { reference, dictionary };
  const kids = document.get(dictionary, 'Kids');
  const [only, ...others] = kids.kind === 'array' ? kids.items : [];
  const child = document.resolve(only);
  if (only?.kind !== 'reference' || others.length > 0 || child.kind !== 'dictionary') return undefined;
  return { reference: only, dictionary: child };
}

/** The look asked for, in the room that the widget has; an empty one where the widget has none yet. */
function appearanceFor(writing: FieldWriting, widget: PdfDictionary): Readonly<Record<string, PdfObject>> {
  const { document, increment, request } = writing;
  if (request.appearance) {
    const matrix = turnOf(document, widget);
    const look = writeAppearance(increment, request.appearance.picture, matrix);
    return { AP: pdfDictionary([['N', look]]), TU: textString(request.appearance.alternativeText) };
  }
  return document.get(widget, 'AP').kind === 'null' ? { AP: emptyAppearance(increment) } : {};
}

/** How the page that bears the widget is turned. */
function turnOf(document: PdfDocument, widget: PdfDictionary): Matrix {
  const page = pageOf(document, widget);
  if (!page) return [1, 0, 0, 1, 0, 0];
  const [a, b, c, d] = frameOfPage(document, page).seenToContent;
  return [a, b, c, d, 0, 0];
}

function pageOf(document: PdfDocument, widget: PdfDictionary): PdfPage | undefined {
  const stated = widget.entries.get('P');
  if (stated?.kind !== 'reference') return undefined;
  for (const page of document.pages()) {
    if (page.reference?.objectNumber === stated.objectNumber) return page;
  }
  return undefined;
}

/**
 * What a certification or a lock lets follow is signing: a new picture on a page is more than that, and validators
 * disagree on it. An unseen field changes no page (ISO 32000-2 §12.8.2.2 table 257, §12.8.2.4).
 */
function refuseWhereNothingNewIsSeen(document: PdfDocument, name: string): void {
  const { level, locks } = signatureRestrictions(document);
  const isLocked = locks.some((lock) => lock.action !== 'Include' && isLockedBy(lock, name));
  if (level === null && !isLocked) return;
  const rule =
    level === null ? 'FieldMDP, ISO 32000-2 §12.8.2.4' : `DocMDP, P ${level}, ISO 32000-2 §12.8.2.2`;
  throw new PdfRefused(pdfRefusals.NEW_FIELD_FORBIDDEN({ rule }));
}

function addField(writing: FieldWriting, name: string): PdfReference {
  const { document, increment, request } = writing;
  const { place, appearance } = request;
  const placed = place && appearance ? placeOnPage(document, place) : undefined;
  if (placed) refuseWhereNothingNewIsSeen(document, name);
  const page = placed?.page ?? document.page(0);
  // A document without a first page that others can point to is no document that a reader shows.
  if (!page?.reference) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
  const field = increment.reserve();
  const seen =
    placed && appearance
      ? seenEntries(writing, placed, appearance, { annotation: field, page: page.reference })
      : [['Rect', emptyRectangle()] as const, ['AP', emptyAppearance(increment)] as const];
  const widget = pdfDictionary([
    ['Type', pdfName('Annot')],
    ['Subtype', pdfName('Widget')],
    ['FT', pdfName('Sig')],
    ['T', textString(name)],
    ['F', pdfNumber(WIDGET_FLAGS)],
    ['P', page.reference],
    ...(request.lock ? [['Lock', lockDictionary(request.lock)] as const] : []),
    ['V', writing.signature],
    ...seen,
  ]);
  increment.write(field, widget);
  const extended = appended(document, page.dictionary.entries.get('Annots'), field);
  if (extended.owner) increment.write(extended.owner, extended.array);
  else increment.write(page.reference, withEntries(page.dictionary, { Annots: extended.array }));
  return field;
}

/** What a widget that is seen has besides: its room, its look, its words, its tag. */
function seenEntries(
  { document, increment }: FieldWriting,
  placed: PlacedRectangle,
  { picture, alternativeText }: SignatureLook,
  tag: { readonly annotation: PdfReference; readonly page: PdfReference },
): readonly (readonly [string, PdfObject])[] {
  const look = writeAppearance(increment, picture, placed.matrix);
  const key = tagAnnotation(document, increment, { ...tag, alternativeText });
  return [
    ['Rect', placed.rectangle],
    ['TU', textString(alternativeText)],
    ['AP', pdfDictionary([['N', look]])],
    ...(key === undefined ? [] : [['StructParent', pdfNumber(key)] as const]),
  ];
}

/** ISO 32000-1 §12.5.5; a form XObject that draws nothing. */
function emptyAppearance(increment: Increment): PdfDictionary {
  const appearance = increment.reserve();
  const form = pdfDictionary([
    ['Type', pdfName('XObject')],
    ['Subtype', pdfName('Form')],
    ['BBox', emptyRectangle()],
  ]);
  increment.writeStream(appearance, form, Buffer.alloc(0));
  return pdfDictionary([['N', appearance]]);
}

function emptyRectangle(): PdfArray {
  return pdfArray([0, 0, 0, 0].map(pdfNumber));
}
