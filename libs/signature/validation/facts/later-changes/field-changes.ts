import {
  docMdpLevelOf,
  integerOf,
  nameOf,
  type FormField,
  type PdfDictionary,
  type PdfObject,
} from '@libro-firma/pdf';
import { isSeen } from './annotation-changes';
import type { ChangeLog } from './change-kinds';
import { widgetKey, type FormPair } from './form-pair';
import type { RevisionPair } from './revision-pair';
import { givesUpSharedLook } from './shared-looks';

/** What a field says (ISO 32000-1 §12.7.3, §12.7.4); the others say how it looks, or what it is. */
const VALUES: ReadonlySet<string> = new Set(['V', 'I', 'RV', 'TI']);
/** How a field looks: follows its value, must not change alone. */
const LOOKS: ReadonlySet<string> = new Set(['AP', 'AS', 'MK', 'DA', 'Q', 'DS']);
/** What may come with the signing of a field that was empty. */
const SIGNING: ReadonlySet<string> = new Set([...LOOKS, 'V', 'Lock', 'DR', 'Border', 'BS', 'TU']);
/** Nothing that shows. */
const QUIET: ReadonlySet<string> = new Set(['M', 'P', 'Parent', 'StructParent', 'NM', 'Kids', 'Type', 'TM']);
/** The widget's own entries (ISO 32000-1 tables 164, 188): a field that lost all of them lost its widget. */
const WIDGET: ReadonlySet<string> = new Set([
  ...[
    'Subtype',
    'Rect',
    'AP',
    'AS',
    'F',
    'MK',
    'BS',
    'Border',
    'H',
    'C',
    'A',
    'AA',
    'OC',
    'NM',
    'M',
    'P',
    'Type',
  ],
]);
/** A merged signature field and widget may have these; no action is among them. */
const NEW_FIELD: ReadonlySet<string> = new Set([
  ...[
    'Type',
    'Subtype',
    'FT',
    'T',
    'TU',
    'TM',
    'F',
    'Ff',
    'Rect',
    'P',
    'V',
    'AP',
    'AS',
    'MK',
    'DR',
    'DA',
    'Q',
  ],
  ...['Lock', 'SV', 'Kids', 'Parent', 'StructParent', 'BS', 'Border', 'C', 'H', 'M', 'NM', 'Lang'],
]);
/** Ff: ReadOnly (table 221); F: ReadOnly, Locked, LockedContents, Print (table 165). */
const LOCKING = { Ff: 1, F: 4 | 64 | 128 | 512 } as const;

/** Compares a field that both revisions have. @throws PdfRefused */
export function compareField(
  pair: RevisionPair,
  name: string,
  before: FormField,
  after: FormField,
  log: ChangeLog,
): void {
  const place = { field: name, isOldField: true };
  if (partsOf(pair, before, after).some(({ was, is }) => givesUpSharedLook(pair, was, is)))
    log.add('APPEARANCE_USED_ELSEWHERE', place);
  if (before.type !== after.type) log.add('FIELD_CHANGED', place);
  else if (before.type === 'Sig') compareSignatureField(pair, name, before, after, log);
  else compareFilledField(pair, name, before, after, log);
}

function compareFilledField(
  pair: RevisionPair,
  name: string,
  before: FormField,
  after: FormField,
  log: ChangeLog,
): void {
  const place = { field: name, isOldField: true };
  const parts = partsOf(pair, before, after);
  const changed = parts.flatMap((part) => changedKeys(pair, part));
  const isFilled = changed.some((key) => VALUES.has(key)) || !isSameParent(pair, before, after, 'values');
  const isSeenAnywhere = parts.some(({ is }) => isSeen(pair.after, is));
  if (isFilled) log.add('FORM_FILLED', { ...place, isVisible: isSeenAnywhere });
  if (hasLostWidget(before, after)) log.add('WIDGET_REMOVED', place);
  const others = changed.filter(
    (key) => !VALUES.has(key) && !(hasLostWidget(before, after) && WIDGET.has(key)),
  );
  const looks = others.filter((key) => LOOKS.has(key));
  const gainsLooks = parts.every(({ was }) => pair.before.get(was, 'AP').kind === 'null');
  if (looks.length > 0 && !isFilled && !gainsLooks) {
    log.add('APPEARANCE_CHANGED', { ...place, isVisible: isSeenAnywhere });
  }
  finishField(
    pair,
    name,
    [before, after],
    others.filter((key) => !LOOKS.has(key)),
    log,
  );
}

/** Flags that only lock, entries that only describe; what is left makes another field of it. */
function finishField(
  pair: RevisionPair,
  name: string,
  [before, after]: readonly [FormField, FormField],
  keys: readonly string[],
  log: ChangeLog,
): void {
  const place = { field: name, isOldField: true };
  if (keys.includes('Ff') || keys.includes('F')) log.add('FIELD_MADE_READ_ONLY', { field: name });
  if (keys.some((key) => key !== 'Ff' && key !== 'F')) log.add('FIELD_CHANGED', place);
  if (!isSameParent(pair, before, after, 'all but values')) log.add('FIELD_CHANGED', place);
  compareWidgetLists(pair, name, before, after, log);
}

interface Part {
  readonly was: PdfDictionary;
  readonly is: PdfDictionary;
}

/** The field itself and its widgets, in pairs of the same object. */
function partsOf(pair: RevisionPair, before: FormField, after: FormField): readonly Part[] {
  const parts: Part[] = [{ was: before.dictionary, is: after.dictionary }];
  const later = new Map(kidsOf(pair.after.get(after.dictionary, 'Kids')).map((kid) => [widgetKey(kid), kid]));
  for (const kid of kidsOf(pair.before.get(before.dictionary, 'Kids'))) {
    const was = pair.before.resolve(kid);
    const is = pair.after.resolve(later.get(widgetKey(kid)));
    if (was.kind === 'dictionary' && is.kind === 'dictionary') parts.push({ was, is });
  }
  return parts;
}

function kidsOf(kids: PdfObject): readonly PdfObject[] {
  return kids.kind === 'array' ? kids.items : [];
}

/** Changed entries that mean something, flags only where they do more than lock. */
function changedKeys(pair: RevisionPair, { was, is }: Part): readonly string[] {
  return pair.changedKeys(was, is, QUIET).flatMap((key) => {
    if (key !== 'Ff' && key !== 'F') return [key];
    const old = integerOf(pair.before.get(was, key)) ?? 0;
    const now = integerOf(pair.after.get(is, key)) ?? 0;
    const isOnlyLocked = (old & now) === old && (now & ~old & ~LOCKING[key]) === 0;
    return isOnlyLocked ? [key] : [key, 'flags'];
  });
}

function hasLostWidget(before: FormField, after: FormField): boolean {
  return before.dictionary.entries.has('Rect') && !after.dictionary.entries.has('Rect');
}

/** The nodes above a field hand down its type, value and look (ISO 32000-1 §12.7.3.2). */
function isSameParent(
  pair: RevisionPair,
  before: FormField,
  after: FormField,
  what: 'values' | 'all but values',
): boolean {
  let was = pair.before.get(before.dictionary, 'Parent');
  let is = pair.after.get(after.dictionary, 'Parent');
  for (let depth = 0; depth < 100 && was.kind === 'dictionary' && is.kind === 'dictionary'; depth += 1) {
    const changed = pair.changedKeys(was, is, QUIET);
    if (changed.some((key) => VALUES.has(key) === (what === 'values'))) return false;
    was = pair.before.get(was, 'Parent');
    is = pair.after.get(is, 'Parent');
  }
  return (was.kind === 'dictionary') === (is.kind === 'dictionary');
}

function compareWidgetLists(
  pair: RevisionPair,
  name: string,
  before: FormField,
  after: FormField,
  log: ChangeLog,
): void {
  const list = (document: typeof pair.before, field: FormField): readonly string[] =>
    kidsOf(document.get(field.dictionary, 'Kids')).map((kid) => widgetKey(kid) ?? 'inside');
  const [was, is] = [list(pair.before, before), list(pair.after, after)];
  const place = { field: name, isOldField: true };
  if (was.some((key) => !is.includes(key))) log.add('WIDGET_REMOVED', place);
  if (is.some((key) => !was.includes(key))) log.add('FIELD_CHANGED', place);
}

function compareSignatureField(
  pair: RevisionPair,
  name: string,
  before: FormField,
  after: FormField,
  log: ChangeLog,
): void {
  const place = { field: name, isOldField: true };
  const was = pair.before.resolve(before.value);
  const is = pair.after.resolve(after.value);
  if (was.kind === 'dictionary') {
    if (is.kind !== 'dictionary') log.add('SIGNATURE_REMOVED', place);
    else if (!pair.isSame(before.value, after.value)) log.add('SIGNATURE_CHANGED', place);
  }
  const isSigned = was.kind === 'null' && isSignature(is);
  if (isSigned) addSignature(pair, name, after, is, log);
  else if (was.kind === 'null' && is.kind !== 'null') log.add('FIELD_CHANGED', place);
  const changed = partsOf(pair, before, after).flatMap((part) => changedKeys(pair, part));
  const others = changed.filter((key) => key !== 'V' && !(isSigned && SIGNING.has(key)));
  // The look of a signature is part of what it shows.
  if (others.some((key) => key === 'AP' || key === 'Rect')) log.add('APPEARANCE_CHANGED', place);
  finishField(
    pair,
    name,
    [before, after],
    others.filter((key) => key !== 'AP' && key !== 'Rect'),
    log,
  );
}

function isSignature(value: PdfObject): value is PdfDictionary {
  return value.kind === 'dictionary' && !value.hasDuplicateKeys && value.entries.has('ByteRange');
}

/** A field that the earlier revision had not: only a signed signature field, without actions, may come. */
export function judgeAddedField(
  pair: RevisionPair,
  name: string,
  field: FormField,
  form: FormPair,
  log: ChangeLog,
): void {
  const value = pair.after.resolve(field.value);
  const dictionaries = [
    field.dictionary,
    ...kidsOf(pair.after.get(field.dictionary, 'Kids')).map((kid) => pair.after.resolve(kid)),
  ];
  const isPlain = dictionaries.every(
    (item) =>
      item.kind === 'dictionary' &&
      !item.hasDuplicateKeys &&
      [...item.entries.keys()].every((key) => NEW_FIELD.has(key)),
  );
  const wasOther = field.reference !== null && form.before.widgets.has(widgetKey(field.reference) ?? '');
  if (field.type === 'Sig' && isSignature(value) && isPlain && !wasOther) {
    addSignature(pair, name, field, value, log);
  } else log.add('FIELD_ADDED', { field: name });
}

function addSignature(
  pair: RevisionPair,
  name: string,
  field: FormField,
  value: PdfDictionary,
  log: ChangeLog,
): void {
  const widgets = [field.dictionary, ...kidsOf(pair.after.get(field.dictionary, 'Kids'))];
  const isVisible = widgets.some((widget) => {
    const dictionary = pair.after.resolve(widget);
    return dictionary.kind === 'dictionary' && isSeen(pair.after, dictionary);
  });
  const subFilter = nameOf(pair.after.get(value, 'SubFilter'));
  const isTimestamp = subFilter === 'ETSI.RFC3161';
  log.add(isTimestamp ? 'DOCUMENT_TIMESTAMP_ADDED' : 'SIGNATURE_ADDED', { field: name, isVisible });
  if (docMdpLevelOf(pair.after, value) !== null) log.add('CERTIFICATION_ADDED', { field: name });
}
