import {
  pdfRefusals,
  PdfRefused,
  type PdfDictionary,
  type PdfDocument,
  type PdfObject,
  type PdfReference,
} from '@libro-firma/pdf';
import type { RevisionPair } from './revision-pair';

/**
 * True where a field gives up an appearance that the earlier revision used outside of fields and annotations too. A
 * later revision may give a field another look (ISO 32000-2 §12.8.2.2), not touch what else the object is used for, and
 * of an object in two roles nobody can say which of them a reader takes from it: whoever prepares a file before it is
 * signed uses that.
 *
 * @throws PdfRefused `PDF_TOO_MANY_OBJECTS`
 */
export function givesUpSharedLook({ before }: RevisionPair, was: PdfDictionary, is: PdfDictionary): boolean {
  const [old, now] = [was.entries.get('AP'), is.entries.get('AP')];
  if (old?.kind !== 'reference') return false;
  const isKept = now?.kind === 'reference' && now.objectNumber === old.objectNumber;
  return !isKept && isUsedOutsideLooks(before, old);
}

/** Looks at every object that the trailer leads to, but not through the entry /AP. */
function isUsedOutsideLooks(document: PdfDocument, wanted: PdfReference): boolean {
  const limit = document.bounds.maxVisitedObjects;
  const seen = new Set<number>();
  const pending: PdfObject[] = [document.trailer];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === 'reference') {
      if (next.objectNumber === wanted.objectNumber) return true;
      if (seen.has(next.objectNumber)) continue;
      seen.add(next.objectNumber);
      if (seen.size > limit) throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit }));
    }
    pending.push(...partsOf(document.resolve(next)));
  }
  return false;
}

function partsOf(object: PdfObject): readonly PdfObject[] {
  if (object.kind === 'array') return object.items;
  const dictionary = object.kind === 'stream' ? object.dictionary : object;
  if (dictionary.kind !== 'dictionary') return [];
  return [...dictionary.entries].filter(([key]) => key !== 'AP').map(([, value]) => value);
}
