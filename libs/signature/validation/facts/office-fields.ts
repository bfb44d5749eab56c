import {
  attributeOf,
  childElement,
  type ElementNode,
  elementsWithin,
  stringValueOf,
  textOf,
} from '@libro-firma/xml';

/** Something in an office document that shows another text at another time, with no change of its bytes. */
export interface ChangingField {
  readonly kind: 'DATE_FIELD' | 'PROPERTY_FIELD' | 'INCLUDED_CONTENT' | 'VOLATILE_FUNCTION' | 'EXTERNAL_LINK';
  /** Where it is: part of the document, place in it, and the field as it is written; at most 200 characters. */
  readonly place: string;
}

/** A part of an office document by its name. */
export interface ScannedPart {
  readonly name: string;
  readonly root: ElementNode;
}

type Kind = ChangingField['kind'];

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const ODF = 'urn:oasis:names:tc:opendocument:xmlns:';
const XLINK = 'http://www.w3.org/1999/xlink';

/** Field types of ISO/IEC 29500-1 §17.16.5 whose result depends on when, where or by whom the document is opened. */
const WORD_FIELDS: Readonly<Record<string, Kind>> = {
  ...kinds('DATE_FIELD', ['DATE', 'TIME', 'SAVEDATE', 'PRINTDATE', 'EDITTIME']),
  ...kinds('PROPERTY_FIELD', [
    ...['DOCPROPERTY', 'DOCVARIABLE', 'FILENAME', 'FILESIZE', 'INFO', 'LASTSAVEDBY'],
    ...['USERNAME', 'USERINITIALS', 'USERADDRESS', 'TEMPLATE', 'REVNUM'],
  ]),
  ...kinds('INCLUDED_CONTENT', [
    'INCLUDETEXT',
    'INCLUDEPICTURE',
    'LINK',
    'DDE',
    'DDEAUTO',
    'DATABASE',
    'IMPORT',
  ]),
};

function kinds(kind: Kind, names: readonly string[]): Record<string, Kind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** A field whose instruction is spread over many runs, as far as it was read. */
interface OpenField {
  instruction: string;
  readonly isLocked: boolean;
  isRead: boolean;
}

/** Fields of a text, simple ones and those that are spread over many runs; a locked field stays as it is. */
export function* fieldsInText({ name, root }: ScannedPart): Generator<ChangingField> {
  let paragraph = 0;
  /** Outermost first: a field may stand inside another. */
  const open: OpenField[] = [];
  for (const element of elementsWithin(root)) {
    if (element.namespace !== WORD) continue;
    if (element.localName === 'p') paragraph += 1;
    const place = `${name}, paragraph ${paragraph}`;
    if (element.localName === 'fldSimple' && !isOn(element, 'fldLock'))
      yield* wordField(wordAttribute(element, 'instr') ?? '', place);
    const last = open.at(-1);
    if (element.localName === 'instrText' && last && !last.isRead) last.instruction += stringValueOf(element);
    if (element.localName === 'fldChar') yield* wordField(passMark(element, open), place);
  }
}

/** Opens or closes a field at one of its marks; gives the instruction of one that was closed and may change. */
function passMark(mark: ElementNode, open: OpenField[]): string {
  const type = wordAttribute(mark, 'fldCharType');
  const last = open.at(-1);
  if (type === 'begin') open.push({ instruction: '', isLocked: isOn(mark, 'fldLock'), isRead: false });
  if (type === 'separate' && last) last.isRead = true;
  if (type !== 'end') return '';
  const field = open.pop();
  return field && !field.isLocked ? field.instruction : '';
}

function* wordField(instruction: string, place: string): Generator<ChangingField> {
  const text = instruction.trim().replaceAll(/\s+/g, ' ');
  const kind = WORD_FIELDS[/^\w+/.exec(text)?.[0].toUpperCase() ?? ''];
  if (kind) yield { kind, place: `${place}: ${text}` };
}

function wordAttribute(element: ElementNode, localName: string): string | undefined {
  return element.attributes.find((one) => one.localName === localName && one.namespace === WORD)?.value;
}

function isOn(element: ElementNode, localName: string): boolean {
  return ['1', 'true', 'on'].includes(wordAttribute(element, localName) ?? '');
}

/** Functions that are computed anew at each opening (ISO/IEC 29500-1 §18.17.6.7), and those that ask elsewhere. */
const VOLATILE = /\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|INDIRECT|OFFSET|CELL|INFO|RTD|WEBSERVICE)\s*\(/i;

/** Texts in quotes name nothing. */
function volatileIn(formula: string): boolean {
  return VOLATILE.test(formula.replaceAll(/"[^"]*"/g, ''));
}

export function* fieldsInSheet({ name, root }: ScannedPart): Generator<ChangingField> {
  for (const cell of elementsWithin(root)) {
    if (cell.namespace !== SHEET || cell.localName !== 'c') continue;
    const formula = textOf(childElement(cell, SHEET, 'f'));
    if (volatileIn(formula))
      yield {
        kind: 'VOLATILE_FUNCTION',
        place: `${name}, cell ${attributeOf(cell, 'r') ?? '?'}: ${formula}`,
      };
  }
}

/** Fields of OpenDocument that a program writes anew unless they are fixed (ISO/IEC 26300-1 §7.3, §7.5, §7.7.13). */
const ODF_FIELDS: Readonly<Record<string, Kind>> = {
  ...kinds('DATE_FIELD', [
    'date',
    'time',
    'modification-date',
    'modification-time',
    'print-date',
    'print-time',
  ]),
  ...kinds('PROPERTY_FIELD', [
    ...['author-name', 'author-initials', 'file-name', 'template-name', 'creator', 'editing-duration'],
    ...['user-defined', 'sender-firstname', 'sender-lastname'],
  ]),
  ...kinds('INCLUDED_CONTENT', ['dde-connection']),
};

export function* fieldsInOpenDocument({ name, root }: ScannedPart): Generator<ChangingField> {
  let paragraph = 0;
  for (const element of elementsWithin(root)) {
    if (!element.namespace.startsWith(ODF)) continue;
    const family = element.namespace.slice(ODF.length).split(':')[0];
    if (family === 'text' && (element.localName === 'p' || element.localName === 'h')) paragraph += 1;
    const place = `${name}, paragraph ${paragraph}: ${element.prefix}:${element.localName}`;
    const kind = family === 'text' ? ODF_FIELDS[element.localName] : undefined;
    if (kind && odfAttribute(element, 'fixed') !== 'true') yield { kind, place };
    const source = element.attributes.find(
      ({ namespace, localName }) => namespace === XLINK && localName === 'href',
    );
    if (source && (element.localName === 'section-source' || element.localName === 'table-source'))
      yield { kind: 'INCLUDED_CONTENT', place: `${place} ${source.value}` };
    const formula = family === 'table' ? odfAttribute(element, 'formula') : undefined;
    if (formula !== undefined && volatileIn(formula))
      yield { kind: 'VOLATILE_FUNCTION', place: `${place} ${formula}` };
  }
}

function odfAttribute(element: ElementNode, localName: string): string | undefined {
  return element.attributes.find((one) => one.localName === localName && one.namespace.startsWith(ODF))
    ?.value;
}
