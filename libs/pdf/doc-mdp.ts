import type { PdfDocument } from './document';
import { formFields } from './form-fields';
import { integerOf, nameOf, type PdfDictionary } from './objects';

/** ISO 32000-1 table 254: 1 no change, 2 filling in and signing, 3 annotations as well. */
export type DocMdpLevel = 1 | 2 | 3;

/**
 * The level that a signature dictionary sets by a DocMDP transform (ISO 32000-1 §12.8.2.2); `null` if it sets none.
 * A missing or unknown /P counts as 2, its default. @throws PdfRefused
 */
export function docMdpLevelOf(document: PdfDocument, signature: PdfDictionary): DocMdpLevel | null {
  const references = document.get(signature, 'Reference');
  if (references.kind !== 'array') return null;
  for (const item of references.items) {
    const reference = document.resolve(item);
    if (reference.kind !== 'dictionary') continue;
    if (nameOf(document.get(reference, 'TransformMethod')) !== 'DocMDP') continue;
    const parameters = document.get(reference, 'TransformParams');
    const level = parameters.kind === 'dictionary' ? integerOf(document.get(parameters, 'P')) : undefined;
    return level === 1 || level === 3 ? level : 2;
  }
  return null;
}

/**
 * The strictest level that the document's certification sets: by /Perms of the catalogue (§12.8.4) or by any signed
 * field; `null` for a document that nobody certified. @throws PdfRefused
 */
export function certificationLevel(document: PdfDocument): DocMdpLevel | null {
  const levels: (DocMdpLevel | null)[] = [];
  const permissions = document.get(document.catalog, 'Perms');
  const certification = permissions.kind === 'dictionary' ? document.get(permissions, 'DocMDP') : permissions;
  // Named as certifying, but without a readable transform: the default of the standard.
  if (certification.kind === 'dictionary') levels.push(docMdpLevelOf(document, certification) ?? 2);
  for (const field of formFields(document)) {
    const value = field.type === 'Sig' ? document.resolve(field.value) : undefined;
    if (value?.kind === 'dictionary') levels.push(docMdpLevelOf(document, value));
  }
  return levels.filter((level) => level !== null).sort()[0] ?? null;
}
