import type { ByteSource } from '@libro-firma/pdf';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { DEFAULT_CONTAINER_BOUNDS, readContainer } from '../../container/read-container';
import {
  type ChangingField,
  fieldsInOpenDocument,
  fieldsInSheet,
  fieldsInText,
  type ScannedPart,
} from './office-fields';

/** Past this size a document is not searched. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PART_BYTES = 16 * 1024 * 1024;
/** That are told; a hostile file may have a million. */
const MAX_FIELDS = 100;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/** Which parts are searched, and how: of Office Open XML (ISO/IEC 29500), of OpenDocument (ISO/IEC 26300). */
const PARTS: readonly (readonly [RegExp, (part: ScannedPart) => Iterable<ChangingField>])[] = [
  [/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/, fieldsInText],
  [/^xl\/worksheets\/[^/]+\.xml$/, fieldsInSheet],
  [/^(?:content|styles)\.xml$/, fieldsInOpenDocument],
];
const EXTERNAL_LINK = /^xl\/externalLinks\/[^/]+\.xml$/;

/**
 * Fields that change by themselves in the office documents that something carries: dates and names that are written anew at
 * each opening, contents taken from elsewhere, functions that give another value each time.
 *
 * @standard DPCM 22-2-2013 art. 4 c. 3; ISO/IEC 29500-1 §17.16; ISO/IEC 26300-1 §7
 */
export async function changingFieldsOf({
  inner = [],
}: {
  readonly inner?: readonly { readonly name: string | undefined; readonly source: ByteSource }[];
}): Promise<readonly ChangingField[]> {
  const found: ChangingField[] = [];
  for (const { name, source } of inner)
    for (const field of await fieldsOf(name, source)) if (found.length < MAX_FIELDS) found.push(field);
  return found;
}

async function fieldsOf(name: string | undefined, source: ByteSource): Promise<readonly ChangingField[]> {
  if (source.size > MAX_BYTES) return [];
  // The parts of a signed OpenDocument are the documents that its container carries.
  const own = PARTS.find(([pattern]) => pattern.test(name ?? ''));
  if (name !== undefined && own) return fieldsInParts(new Map([[name, source.read(0, source.size)]]));
  if (!source.read(0, Math.min(ZIP.length, source.size)).equals(ZIP)) return [];
  const container = await readContainer(source.read(0, source.size), {
    ...DEFAULT_CONTAINER_BOUNDS,
    maxBytes: MAX_BYTES,
  });
  return container.ok ? fieldsInParts(container.value.files) : [];
}

async function fieldsInParts(parts: ReadonlyMap<string, Buffer>): Promise<readonly ChangingField[]> {
  const found: ChangingField[] = [];
  let engine: XmlEngine | undefined;
  for (const [name, bytes] of parts) {
    if (EXTERNAL_LINK.test(name)) found.push({ kind: 'EXTERNAL_LINK', place: name });
    const [, scan] = PARTS.find(([pattern]) => pattern.test(name)) ?? [];
    if (!scan) continue;
    engine ??= await xmlEngine();
    const document = engine.read(bytes, { maxBytes: MAX_PART_BYTES });
    if (!document.ok) continue;
    try {
      for (const field of scan({ name, root: document.value.root })) {
        if (found.length >= MAX_FIELDS) break;
        found.push({ ...field, place: field.place.slice(0, 200) });
      }
    } finally {
      document.value.dispose();
    }
  }
  return found;
}
