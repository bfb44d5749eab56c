import type { PdfDocument } from './document';
import { formOf } from './form-fields';
import { nameOf, type PdfDictionary, type PdfObject } from './objects';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';

/** Content that may act, or look otherwise, after the act was signed. */
export type ActiveContent =
  | 'JAVASCRIPT'
  | 'LAUNCH_ACTION'
  | 'XFA'
  | 'EMBEDDED_FILE'
  | 'RICH_MEDIA'
  | 'SUBMIT_FORM'
  | 'EXTERNAL_REFERENCE'
  | 'ENCRYPTED_PAYLOAD';

/** ISO 32000-1 §12.6.4, ISO 32000-2 §12.6.4: what an action of that type means to us. */
const ACTIONS: Readonly<Record<string, ActiveContent>> = {
  JavaScript: 'JAVASCRIPT',
  Launch: 'LAUNCH_ACTION',
  SubmitForm: 'SUBMIT_FORM',
  ImportData: 'EXTERNAL_REFERENCE',
  GoToR: 'EXTERNAL_REFERENCE',
  Rendition: 'RICH_MEDIA',
  Sound: 'RICH_MEDIA',
  Movie: 'RICH_MEDIA',
  GoTo3DView: 'RICH_MEDIA',
  RichMediaExecute: 'RICH_MEDIA',
};

/** ISO 32000-1 table 169. */
const ANNOTATIONS: Readonly<Record<string, ActiveContent>> = {
  FileAttachment: 'EMBEDDED_FILE',
  RichMedia: 'RICH_MEDIA',
  Movie: 'RICH_MEDIA',
  Sound: 'RICH_MEDIA',
  Screen: 'RICH_MEDIA',
  '3D': 'RICH_MEDIA',
};

/**
 * Entries behind which no action can stand: what is drawn, what describes, the logical structure. They hold nearly
 * all objects of a large file.
 */
const PASSIVE = new Set([
  'Contents',
  'Resources',
  'Metadata',
  'OutputIntents',
  'PieceInfo',
  'StructTreeRoot',
  'Thumb',
  'DSS',
]);

/**
 * What active content can be reached from the catalogue: every object that is not behind an entry of {@link PASSIVE}
 * is looked at once, wherever the standard puts actions or a reader might look for them: names, pages, annotations,
 * fields, outlines, chains of actions, in object streams or not.
 *
 * @throws PdfRefused `PDF_TOO_MANY_OBJECTS` past `maxVisitedObjects`, and the document's refusals
 * @standard ISO 32000-1 §12.6
 */
export function activeContentOf(document: PdfDocument): readonly ActiveContent[] {
  const found = new Set<ActiveContent>();
  if (formOf(document)?.entries.has('XFA')) found.add('XFA');
  const limit = document.bounds.maxVisitedObjects;
  const seen = new Set<number>();
  const pending: PdfObject[] = [document.catalog];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const object = document.resolve(next);
    if (object.kind === 'array') follow(object.items, seen, pending);
    const dictionary = object.kind === 'stream' ? object.dictionary : object;
    if (dictionary.kind === 'dictionary') {
      judge(document, dictionary, object.kind === 'stream', found);
      for (const [key, value] of dictionary.entries) if (!PASSIVE.has(key)) follow([value], seen, pending);
    }
    if (seen.size > limit) throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit }));
  }
  return [...found].sort();
}

/** Containers and references not seen before; what else there is holds no action. */
function follow(objects: readonly PdfObject[], seen: Set<number>, pending: PdfObject[]): void {
  for (const object of objects) {
    if (object.kind === 'reference') {
      if (seen.has(object.objectNumber)) continue;
      seen.add(object.objectNumber);
      pending.push(object);
    } else if (object.kind === 'array' || object.kind === 'dictionary') pending.push(object);
  }
}

function judge(
  document: PdfDocument,
  dictionary: PdfDictionary,
  isStream: boolean,
  found: Set<ActiveContent>,
): void {
  const { entries } = dictionary;
  const named = (key: string): string =>
    entries.has(key) ? (nameOf(document.get(dictionary, key)) ?? '') : '';
  const action = ACTIONS[named('S')];
  if (action) found.add(action);
  const annotation = ANNOTATIONS[named('Subtype')];
  if (annotation) found.add(annotation);
  if (entries.has('JS')) found.add('JAVASCRIPT');
  if (entries.has('EF') || named('Type') === 'EmbeddedFile') found.add('EMBEDDED_FILE');
  // ISO 32000-2 §7.6.7: a reader shows the encrypted document inside, and no page of this one.
  if (entries.has('EP') || named('AFRelationship') === 'EncryptedPayload') found.add('ENCRYPTED_PAYLOAD');
  // ISO 32000-1 table 5: the data of the stream are another file.
  if (isStream && entries.has('F')) found.add('EXTERNAL_REFERENCE');
}
