import { activeContentOf, attempt, PdfDocument, type ActiveContent, type ByteSource } from '@libro-firma/pdf';
import type { ChangingField } from './office-fields';

/**
 * What can change what a signed document shows, acts or facts, without any change of its bytes. `NOT_LOOKED_AT`: the
 * document could not be searched.
 */
export type ActiveCode =
  | Extract<
      ActiveContent,
      | 'JAVASCRIPT'
      | 'LAUNCH_ACTION'
      | 'XFA'
      | 'RICH_MEDIA'
      | 'EXTERNAL_REFERENCE'
      | 'SUBMIT_FORM'
      | 'ENCRYPTED_PAYLOAD'
    >
  | ChangingField['kind']
  | 'MACRO'
  | 'NOT_LOOKED_AT';

/** Past this size a carried document is not searched. */
const MAX_BYTES = 64 * 1024 * 1024;
const PDF = Buffer.from('%PDF-');
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Names of parts that hold macros: of Office Open XML, and of OpenDocument. Names stand in a ZIP file as they are. */
const MACRO_PARTS = ['vbaProject.bin', 'Basic/script-lc.xml', 'Scripts/python/'];
const MACRO_FOLDER = /^(?:Basic|Scripts)\//;
/** The storage of macros in the older binary formats. */
const MACRO_STORAGE = Buffer.from('_VBA_PROJECT', 'utf16le');

/** Active code of a PDF, as it is in its newest revision. */
export function activeCodeOfPdf(document: PdfDocument): readonly ActiveCode[] {
  const found = attempt(() => activeContentOf(document));
  // A file that is carried inside acts on nothing by itself.
  return found.ok ? found.value.filter((one) => one !== 'EMBEDDED_FILE') : ['NOT_LOOKED_AT'];
}

/** A document and what it is called; undefined for one without a name. */
interface Carried {
  readonly name: string | undefined;
  readonly source: ByteSource;
}

/** Active code of what a reading found: of the PDF itself, or of the documents that it carries. */
export function activeCodeOf({
  activeCode = [],
  changingFields = [],
  inner = [],
}: {
  readonly activeCode?: readonly ActiveCode[];
  readonly changingFields?: readonly ChangingField[];
  readonly inner?: readonly Carried[];
}): readonly ActiveCode[] {
  const fields = changingFields.map(({ kind }) => kind);
  return [...new Set([...activeCode, ...fields, ...inner.flatMap(activeCodeInside)])].sort();
}

function activeCodeInside({ name, source }: Carried): readonly ActiveCode[] {
  if (name !== undefined && MACRO_FOLDER.test(name)) return ['MACRO'];
  const start = source.read(0, 1024);
  if (start.includes(PDF)) return activeCodeOfSource(source);
  const isOffice = begins(start, ZIP) || begins(start, COMPOUND);
  if (!isOffice) return [];
  if (source.size > MAX_BYTES) return ['NOT_LOOKED_AT'];
  const bytes = source.read(0, source.size);
  const hasMacro = MACRO_PARTS.some((part) => bytes.includes(part)) || bytes.includes(MACRO_STORAGE);
  return hasMacro ? ['MACRO'] : [];
}

function activeCodeOfSource(source: ByteSource): readonly ActiveCode[] {
  const opened = PdfDocument.open(source);
  return opened.ok ? activeCodeOfPdf(opened.value) : ['NOT_LOOKED_AT'];
}

function begins(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}
