import { formFields, type FormField, type PdfDocument, type PdfObject } from '@libro-firma/pdf';
import type { RevisionPair } from './revision-pair';

/** The fields of one revision by name, and the names of the fields that its widgets belong to. */
export interface FieldSet {
  readonly fields: ReadonlyMap<string, FormField>;
  readonly widgets: ReadonlyMap<string, string>;
}

export interface FormPair {
  readonly before: FieldSet;
  readonly after: FieldSet;
}

/** Reads the fields of both revisions; all fields and widgets become anchors. @throws PdfRefused */
export function anchorForm(pair: RevisionPair): FormPair {
  return { before: fieldsOf(pair, pair.before), after: fieldsOf(pair, pair.after) };
}

function fieldsOf(pair: RevisionPair, document: PdfDocument): FieldSet {
  const fields = new Map<string, FormField>();
  const widgets = new Map<string, string>();
  for (const field of formFields(document)) {
    // Two fields of one name are told apart by their order.
    let name = field.name;
    for (let copy = 2; fields.has(name); copy += 1) name = `${field.name}#${copy}`;
    fields.set(name, field);
    pair.anchor(field.reference);
    pair.anchor(field.dictionary.entries.get('Parent'));
    for (const item of [field.reference, ...kidsOf(document, field)]) {
      pair.anchor(item);
      const key = widgetKey(item);
      if (key !== undefined) widgets.set(key, name);
    }
  }
  return { fields, widgets };
}

function kidsOf(document: PdfDocument, field: FormField): readonly PdfObject[] {
  const kids = document.get(field.dictionary, 'Kids');
  return kids.kind === 'array' ? kids.items : [];
}

/** How an indirect annotation is named here; undefined for one that stands inside another object. */
export function widgetKey(object: PdfObject | null | undefined): string | undefined {
  return object?.kind === 'reference' ? `${object.objectNumber} ${object.generation}` : undefined;
}
