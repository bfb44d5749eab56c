import type { DocMdpLevel } from './doc-mdp';
import { pdfArray, pdfDictionary, pdfName, pdfNumber, type PdfDictionary, type PdfObject } from './objects';
import type { FieldLock } from './signature-restrictions';
import { textString } from './text-string';

/** What a signature says of the changes that may follow it. */
export interface SignatureTransforms {
  /** Certifies: ISO 32000-2 table 257. */
  readonly certify?: DocMdpLevel;
  /** Locks fields: ISO 32000-2 table 258. */
  readonly lock?: FieldLock;
}

/** /Reference of a signature dictionary (ISO 32000-2 §12.8.1, tables 256 to 258); undefined where nothing is said. */
export function signatureReferences(
  { certify, lock }: SignatureTransforms,
  catalog: PdfObject,
): PdfObject | undefined {
  const references: PdfDictionary[] = [];
  if (certify !== undefined) references.push(reference('DocMDP', [['P', pdfNumber(certify)]]));
  if (lock) references.push(reference('FieldMDP', lockEntries(lock), catalog));
  return references.length > 0 ? pdfArray(references) : undefined;
}

/** /Lock of a signature field (ISO 32000-2 §12.7.5.5, table 236). */
export function lockDictionary(lock: FieldLock): PdfDictionary {
  return pdfDictionary([['Type', pdfName('SigFieldLock')], ...lockEntries(lock)]);
}

function lockEntries({ action, fields }: FieldLock): readonly (readonly [string, PdfObject])[] {
  const names = pdfArray(fields.map(textString));
  return [['Action', pdfName(action)], ...(action === 'All' ? [] : [['Fields', names] as const])];
}

function reference(
  method: 'DocMDP' | 'FieldMDP',
  parameters: readonly (readonly [string, PdfObject])[],
  data?: PdfObject,
): PdfDictionary {
  return pdfDictionary([
    ['Type', pdfName('SigRef')],
    ['TransformMethod', pdfName(method)],
    ...(data ? [['Data', data] as const] : []),
    [
      'TransformParams',
      pdfDictionary([['Type', pdfName('TransformParams')], ['V', pdfName('1.2')], ...parameters]),
    ],
  ]);
}
