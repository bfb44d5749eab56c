import type { PdfDocument } from './document';
import { formOf, widgetsOf, type FormField } from './form-fields';
import type { Increment } from './increment';
import {
  dictionaryOf,
  integerOf,
  pdfArray,
  pdfDictionary,
  pdfNumber,
  withEntries,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from './objects';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';

/** ISO 32000-1 table 219: SignaturesExist and AppendOnly. */
const SIGNATURE_FLAGS = 3;

interface ExtendedArray {
  readonly array: PdfArray;
  /** The indirect object that holds the array, which then is all that has to be written. */
  readonly owner: PdfReference | null;
}

/** An array with one item more; a new one where there was none. @throws PdfRefused */
export function appended(
  document: PdfDocument,
  array: PdfObject | undefined,
  item: PdfObject,
): ExtendedArray {
  const resolved = document.resolve(array);
  if (resolved.kind !== 'array') return { array: pdfArray([item]), owner: null };
  return {
    array: pdfArray([...resolved.items, item]),
    owner: array?.kind === 'reference' ? array : null,
  };
}

/** Entries that the form dictionary must have once the signature is in it. */
export function formSettings(
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

/** What a new signature changes outside its field. */
export interface FormChanges {
  readonly settings: Readonly<Record<string, PdfObject>>;
  /** A field that is new. */
  readonly field: PdfReference | null;
  /** Further entries of the catalogue. */
  readonly catalog?: Readonly<Record<string, PdfObject>>;
}

/**
 * Writes what changes of the form and nothing else: the array of fields, the form, the catalogue.
 *
 * @throws PdfRefused `PDF_DAMAGED_XREF`
 */
export function writeForm(document: PdfDocument, increment: Increment, changes: FormChanges): void {
  const { catalog, catalogReference } = document;
  const form = formOf(document) ?? pdfDictionary([]);
  const holder = catalog.entries.get('AcroForm');
  const fields = changes.field ? appended(document, form.entries.get('Fields'), changes.field) : null;
  if (fields?.owner) increment.write(fields.owner, fields.array);
  const entries = { ...(fields && !fields.owner && { Fields: fields.array }), ...changes.settings };
  const isFormChanged = Object.keys(entries).length > 0;
  const inCatalog: Record<string, PdfObject> = { ...changes.catalog };
  if (isFormChanged && holder?.kind === 'reference' && formOf(document)) {
    increment.write(holder, withEntries(form, entries));
  } else if (isFormChanged) {
    // The form becomes an object of its own, so that the next signature need not write the catalogue again.
    const own = increment.reserve();
    increment.write(own, withEntries(form, entries));
    inCatalog.AcroForm = own;
  }
  if (Object.keys(inCatalog).length === 0) return;
  if (!catalogReference) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
  increment.write(catalogReference, withEntries(catalog, inCatalog));
}
