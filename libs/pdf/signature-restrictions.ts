import { certificationLevel, docMdpLevelOf, type DocMdpLevel } from './doc-mdp';
import type { PdfDocument } from './document';
import { formFields } from './form-fields';
import { integerOf, nameOf, type PdfDictionary, type PdfObject } from './objects';
import { decodeText } from './text-string';

/** Fields that a signature locks (ISO 32000-2 §12.8.2.4, table 258; the field's own /Lock, §12.7.5.5). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** Full names; none for `All`. */
  readonly fields: readonly string[];
}

/** What the signatures of a file let follow. */
export interface SignatureRestrictions {
  /** Certification level in force, the strictest of all; null where nobody set one. */
  readonly level: DocMdpLevel | null;
  readonly locks: readonly FieldLock[];
}

/**
 * The restrictions that the signatures of a file set: certification, locks of fields, and the levels that locks bring.
 *
 * @throws PdfRefused for broken objects
 * @standard ISO 32000-2 §12.7.5.5, §12.8.2.2, §12.8.2.4
 */
export function signatureRestrictions(document: PdfDocument): SignatureRestrictions {
  const levels: DocMdpLevel[] = [];
  const locks: FieldLock[] = [];
  const certified = certificationLevel(document);
  if (certified !== null) levels.push(certified);
  for (const field of formFields(document)) {
    const value = field.type === 'Sig' ? document.resolve(field.value) : undefined;
    if (value?.kind !== 'dictionary') continue;
    const own = docMdpLevelOf(document, value);
    if (own !== null) levels.push(own);
    for (const parameters of [...fieldTransforms(document, value), document.get(field.dictionary, 'Lock')]) {
      if (parameters.kind !== 'dictionary') continue;
      locks.push(readLock(document, parameters));
      const level = lockLevel(document, parameters);
      if (level !== null) levels.push(level);
    }
  }
  const [strictest] = levels.sort();
  return { level: strictest ?? null, locks };
}

/** A lock that cannot be read locks everything: whoever wrote it meant to forbid something. @throws PdfRefused */
export function readLock(document: PdfDocument, parameters: PdfDictionary): FieldLock {
  const action = nameOf(document.get(parameters, 'Action'));
  if (action !== 'Include' && action !== 'Exclude') return { action: 'All', fields: [] };
  const list = document.get(parameters, 'Fields');
  const items: readonly PdfObject[] = list.kind === 'array' ? list.items : [];
  return { action, fields: items.flatMap((item) => decodeText(document.resolve(item)) ?? []) };
}

/** /P of a lock (ISO 32000-2 table 236); null where it sets none. @throws PdfRefused */
export function lockLevel(document: PdfDocument, parameters: PdfDictionary): DocMdpLevel | null {
  const level = integerOf(document.get(parameters, 'P'));
  return level === 1 || level === 2 || level === 3 ? level : null;
}

/** The lock speaks of this field, or of one above it (ISO 32000-1 §12.7.3.2). */
export function isLockedBy({ action, fields }: FieldLock, name: string): boolean {
  if (action === 'All') return true;
  const isNamed = fields.some((field) => name === field || name.startsWith(`${field}.`));
  return action === 'Include' ? isNamed : !isNamed;
}

function fieldTransforms(document: PdfDocument, signature: PdfDictionary): readonly PdfDictionary[] {
  const references = document.get(signature, 'Reference');
  if (references.kind !== 'array') return [];
  return references.items.flatMap((item) => {
    const reference = document.resolve(item);
    if (reference.kind !== 'dictionary') return [];
    if (nameOf(document.get(reference, 'TransformMethod')) !== 'FieldMDP') return [];
    const parameters = document.get(reference, 'TransformParams');
    return parameters.kind === 'dictionary' ? [parameters] : [];
  });
}
