import {
  formOf,
  integerOf,
  pdfDictionary,
  type PdfDictionary,
  type PdfDocument,
  type PdfObject,
} from '@libro-firma/pdf';
import { dictionaryOr } from './catalog-changes';
import type { ChangeLog } from './change-kinds';
import { compareField, judgeAddedField } from './field-changes';
import type { FormPair } from './form-pair';
import type { RevisionPair } from './revision-pair';

/** Entries of the form that are judged one by one (ISO 32000-1 table 218). */
const ELSEWHERE: ReadonlySet<string> = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances', 'XFA']);

/** Compares the form dictionaries and their fields by name. @throws PdfRefused */
export function compareForms(pair: RevisionPair, form: FormPair, log: ChangeLog): void {
  compareSettings(pair, log);
  for (const [name, field] of form.before.fields) {
    const now = form.after.fields.get(name);
    if (now) compareField(pair, name, field, now, log);
    else log.add('FIELD_REMOVED', { field: name, isOldField: true });
  }
  for (const [name, field] of form.after.fields) {
    if (!form.before.fields.has(name)) judgeAddedField(pair, name, field, form, log);
  }
}

function compareSettings(pair: RevisionPair, log: ChangeLog): void {
  const [old, now] = [formOf(pair.before), formOf(pair.after)];
  if (old && !now) log.add('FORM_REMOVED');
  const was = old ?? pdfDictionary([]);
  const is = now ?? pdfDictionary([]);
  if (pair.changedKeys(was, is, ELSEWHERE).length > 0) log.add('FORM_CHANGED');
  if (!pair.isSameEntry(was, is, 'XFA')) log.add('XFA_CHANGED');
  if (isTrue(pair.after.get(is, 'NeedAppearances')) && !isTrue(pair.before.get(was, 'NeedAppearances'))) {
    log.add('FORM_CHANGED');
  }
  compareFlags(pair, was.entries.get('SigFlags'), is.entries.get('SigFlags'), log);
  compareResources(pair, log);
}

function isTrue(object: PdfObject): boolean {
  return object.kind === 'boolean' && object.value;
}

/** The flags say that signatures exist: they may be raised only. */
function compareFlags(
  pair: RevisionPair,
  was: PdfObject | undefined,
  is: PdfObject | undefined,
  log: ChangeLog,
): void {
  const old = integerOf(pair.before.resolve(was)) ?? 0;
  const now = integerOf(pair.after.resolve(is)) ?? 0;
  if ((old & now) !== old) log.add('FORM_CHANGED');
}

/**
 * Fonts and a text style for drawing fields may be added; what was there draws the fields that were there. Other
 * resources of the form serve no field: an appearance has its own (ISO 32000-1 §12.7.3.3).
 */
function compareResources(pair: RevisionPair, log: ChangeLog): void {
  const { before, after } = pair;
  const was = formOf(before) ?? pdfDictionary([]);
  const is = formOf(after) ?? pdfDictionary([]);
  const [oldStyle, newStyle] = [before.get(was, 'DA'), after.get(is, 'DA')];
  if (oldStyle.kind !== 'null' && !pair.isSame(oldStyle, newStyle)) log.add('FORM_CHANGED');
  if (pair.isSameEntry(was, is, 'DR')) return;
  const oldFonts = fontsOf(before, was);
  const newFonts = fontsOf(after, is);
  const areKept = [...oldFonts.entries.keys()].every((key) => pair.isSameEntry(oldFonts, newFonts, key));
  log.add(areKept ? 'FORM_RESOURCES_CHANGED' : 'FORM_CHANGED');
}

function fontsOf(document: PdfDocument, form: PdfDictionary): PdfDictionary {
  const resources = document.get(form, 'DR');
  return resources.kind === 'dictionary' ? dictionaryOr(document.get(resources, 'Font')) : pdfDictionary([]);
}
