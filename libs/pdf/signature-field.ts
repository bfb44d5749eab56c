import type { PdfDocument } from './document';
import { formFields, formOf, widgetsOf, type FormField } from './form-fields';
import type { Increment } from './increment';
import {
  dictionaryOf,
  integerOf,
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
import type { SignatureFieldRequest } from './signature-request';
import { pdfRefusals, PdfRefused } from './refusals';
import { textString } from './text-string';

/** ISO 32000-1 table 219: SignaturesExist and AppendOnly. */
const SIGNATURE_FLAGS = 3;
/** ISO 32000-1 table 165: Print and Locked. PDF/A (ISO 19005-2 §6.3.2) asks for Print. */
const WIDGET_FLAGS = 132;
const MAX_NAME = 120;

/**
 * Writes the field that holds `signature`: an empty one of that name, or a new invisible one with its widget on the
 * first page. Returns its name.
 *
 * @throws PdfRefused `PDF_FIELD_NAME_INVALID`, `PDF_FIELD_NAME_TAKEN`, `PDF_FIELD_HAS_CONDITIONS`,
 * `PDF_FORM_WITHOUT_APPEARANCES`, `PDF_DAMAGED_XREF`
 */
export function placeSignatureField(
  document: PdfDocument,
  increment: Increment,
  request: SignatureFieldRequest,
  signature: PdfReference,
): string {
  const fields = [...formFields(document)];
  const names = new Set(fields.map((field) => field.name));
  const stem = request.subFilter === 'ETSI.RFC3161' ? 'Marca' : 'Firma';
  const fieldName = request.fieldName ?? freeName(stem, names);
  const existing = fields.find((field) => field.name === fieldName);
  const settings = formSettings(document, fields);
  if (existing) {
    fillField(document, increment, existing, signature);
    writeForm(document, increment, settings, null);
  } else {
    if (!isNewName(fieldName, names))
      throw new PdfRefused(pdfRefusals.FIELD_NAME_INVALID({ name: fieldName }));
    const field = addField(document, increment, fieldName, signature);
    writeForm(document, increment, settings, field);
  }
  return fieldName;
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

function fillField(
  document: PdfDocument,
  increment: Increment,
  field: FormField,
  signature: PdfReference,
): void {
  const { reference, dictionary, name } = field;
  const isTaken = field.type !== 'Sig' || document.resolve(field.value).kind !== 'null';
  if (isTaken || !reference) throw new PdfRefused(pdfRefusals.FIELD_NAME_TAKEN({ name }));
  const hasConditions = ['Lock', 'SV'].some((key) => document.get(dictionary, key).kind !== 'null');
  if (hasConditions) throw new PdfRefused(pdfRefusals.FIELD_HAS_CONDITIONS({ name }));
  const isWidget = nameOf(document.get(dictionary, 'Subtype')) === 'Widget';
  const needsAppearance = isWidget && document.get(dictionary, 'AP').kind === 'null';
  const appearance = needsAppearance ? { AP: emptyAppearance(increment) } : {};
  increment.write(reference, withEntries(dictionary, { V: signature, ...appearance }));
}

function addField(
  document: PdfDocument,
  increment: Increment,
  name: string,
  signature: PdfReference,
): PdfReference {
  const page = document.page(0);
  // A document without a first page that others can point to is no document that a reader shows.
  if (!page?.reference) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
  const field = increment.reserve();
  const widget = pdfDictionary([
    ['Type', pdfName('Annot')],
    ['Subtype', pdfName('Widget')],
    ['FT', pdfName('Sig')],
    ['T', textString(name)],
    ['F', pdfNumber(WIDGET_FLAGS)],
    ['Rect', emptyRectangle()],
    ['P', page.reference],
    ['V', signature],
    ['AP', emptyAppearance(increment)],
  ]);
  increment.write(field, widget);
  const annotations = page.dictionary.entries.get('Annots');
  const extended = appended(document, annotations, field);
  if (extended.owner) increment.write(extended.owner, extended.array);
  else increment.write(page.reference, withEntries(page.dictionary, { Annots: extended.array }));
  return field;
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

interface ExtendedArray {
  readonly array: PdfArray;
  /** The indirect object that holds the array, which then is all that has to be written. */
  readonly owner: PdfReference | null;
}

function appended(document: PdfDocument, array: PdfObject | undefined, item: PdfObject): ExtendedArray {
  const resolved = document.resolve(array);
  if (resolved.kind !== 'array') return { array: pdfArray([item]), owner: null };
  return {
    array: pdfArray([...resolved.items, item]),
    owner: array?.kind === 'reference' ? array : null,
  };
}

/** Entries that the form dictionary must have once the signature is in it. */
function formSettings(
  document: PdfDocument,
  fields: readonly FormField[],
): Readonly<Record<string, PdfObject>> {
  const form = formOf(document);
  const flags = form ? (integerOf(document.get(form, 'SigFlags')) ?? 0) : 0;
  const settings = (flags & SIGNATURE_FLAGS) === SIGNATURE_FLAGS ? {} : { SigFlags: pdfNumber(flags | 3) };
  if (!form || !leavesAppearances(document, form)) return settings;
  // An earlier signer saw the file as it is: what he signed is not ours to set right.
  if (fields.some((field) => isSigned(document, field))) return settings;
  if (fields.some((field) => lacksAppearance(document, field))) {
    throw new PdfRefused(pdfRefusals.FORM_WITHOUT_APPEARANCES());
  }
  return { ...settings, NeedAppearances: { kind: 'boolean', value: false } };
}

/** ISO 32000-1 table 218, /NeedAppearances: each reader would draw the fields anew, after the signature. */
function leavesAppearances(document: PdfDocument, form: PdfDictionary): boolean {
  const need = document.get(form, 'NeedAppearances');
  return need.kind === 'boolean' && need.value;
}

function isSigned(document: PdfDocument, field: FormField): boolean {
  return field.type === 'Sig' && document.resolve(field.value).kind === 'dictionary';
}

function lacksAppearance(document: PdfDocument, field: FormField): boolean {
  if (field.type === 'Sig') return false;
  return widgetsOf(document, field).some((widget) => {
    const appearances = dictionaryOf(document.get(widget, 'AP'));
    return !appearances || document.get(appearances, 'N').kind === 'null';
  });
}

/** Writes what changes of the form and nothing else: the array of fields, the form, the catalogue. */
function writeForm(
  document: PdfDocument,
  increment: Increment,
  settings: Readonly<Record<string, PdfObject>>,
  field: PdfReference | null,
): void {
  const { catalog, catalogReference } = document;
  const form = formOf(document) ?? pdfDictionary([]);
  const holder = catalog.entries.get('AcroForm');
  const fields = field ? appended(document, form.entries.get('Fields'), field) : null;
  if (fields?.owner) increment.write(fields.owner, fields.array);
  const changes = { ...(fields && !fields.owner && { Fields: fields.array }), ...settings };
  if (Object.keys(changes).length === 0) return;

  const changed = withEntries(form, changes);
  if (holder?.kind === 'reference' && formOf(document)) {
    increment.write(holder, changed);
    return;
  }
  if (!catalogReference) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
  // The form becomes an object of its own, so that the next signature need not write the catalogue again.
  const own = increment.reserve();
  increment.write(own, changed);
  increment.write(catalogReference, withEntries(catalog, { AcroForm: own }));
}
