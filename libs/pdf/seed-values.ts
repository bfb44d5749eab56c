import type { PdfDocument } from './document';
import type { FormField } from './form-fields';
import { integerOf, nameOf, type PdfDictionary, type PdfObject } from './objects';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import type { SignatureFieldRequest } from './signature-request';
import { decodeText } from './text-string';

/** Bits of /Ff of a seed value dictionary (ISO 32000-2 table 237): set, the entry is a constraint, else advice. */
const REQUIRED = {
  Filter: 1,
  SubFilter: 2,
  V: 4,
  Reasons: 8,
  LegalAttestation: 16,
  AddRevInfo: 32,
  DigestMethod: 64,
};
const LATER_REQUIRED = { LockDocument: 128, AppearanceFilter: 256 };
/** What a signature made here is, whatever is asked for. */
const OUR_FILTER = 'Adobe.PPKLite';

/**
 * Makes sure that a signature as requested keeps to what the field demands of it. Constraints that are not understood,
 * or that only the holder of the certificate can meet, are refused by their name.
 *
 * @throws PdfRefused `PDF_FIELD_HAS_CONDITIONS`
 * @standard ISO 32000-2 §12.7.5.5, tables 235 and 237
 */
export function checkSeedValues(
  document: PdfDocument,
  field: FormField,
  request: SignatureFieldRequest,
): void {
  const seed = document.get(field.dictionary, 'SV');
  if (seed.kind !== 'dictionary') return;
  const flags = integerOf(document.get(seed, 'Ff')) ?? 0;
  const demands = (key: keyof typeof REQUIRED): boolean =>
    seed.entries.has(key) && (flags & REQUIRED[key]) !== 0;
  const refuse = (condition: string): never => {
    throw new PdfRefused(pdfRefusals.FIELD_HAS_CONDITIONS({ name: field.name, condition }));
  };
  const isMet: Readonly<Record<keyof typeof REQUIRED, () => boolean>> = {
    Filter: () => nameOf(document.get(seed, 'Filter')) === OUR_FILTER,
    SubFilter: () => namesIn(document, seed, 'SubFilter').includes(request.subFilter),
    Reasons: () => isReasonAllowed(document, seed, request.reason),
    DigestMethod: () => textsIn(document, seed, 'DigestMethod').includes('SHA256'),
    V: () => isHarmless(document.get(seed, 'V')),
    LegalAttestation: () => false,
    AddRevInfo: () => isHarmless(document.get(seed, 'AddRevInfo')),
  };
  for (const key of Object.keys(REQUIRED) as (keyof typeof REQUIRED)[]) {
    if (demands(key) && !isMet[key]()) refuse(key);
  }
  for (const [key, bit] of Object.entries(LATER_REQUIRED)) {
    if (seed.entries.has(key) && (flags & bit) !== 0) refuse(key);
  }
  checkCertification(document, seed, request, refuse);
  // Each bit of /Cert makes another of its entries a constraint; /TimeStamp has one flag (tables 235 and 238).
  for (const key of ['Cert', 'TimeStamp'] as const) {
    const demand = document.get(seed, key);
    if (demand.kind === 'dictionary' && (integerOf(document.get(demand, 'Ff')) ?? 0) !== 0) refuse(key);
  }
}

/** /MDP: 0 asks for an approval signature, 1 to 3 for a certification of that level. */
function checkCertification(
  document: PdfDocument,
  seed: PdfDictionary,
  request: SignatureFieldRequest,
  refuse: (condition: string) => never,
): void {
  const demand = document.get(seed, 'MDP');
  if (demand.kind !== 'dictionary') return;
  const level = integerOf(document.get(demand, 'P')) ?? 0;
  if (level !== (request.certify ?? 0)) refuse('MDP');
}

/** Version 1 or 2, no revocation data asked for: nothing that a signature made here does not meet. */
function isHarmless(object: PdfObject): boolean {
  if (object.kind === 'number') return object.value <= 2;
  return object.kind === 'boolean' && !object.value;
}

/** A list of a single full stop asks for no reason at all. */
function isReasonAllowed(document: PdfDocument, seed: PdfDictionary, reason: string | undefined): boolean {
  const reasons = textsIn(document, seed, 'Reasons');
  if (reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.')) return reason === undefined;
  return reason !== undefined && reasons.includes(reason);
}

function namesIn(document: PdfDocument, seed: PdfDictionary, key: string): readonly string[] {
  const list = document.get(seed, key);
  return list.kind === 'array' ? list.items.flatMap((item) => nameOf(document.resolve(item)) ?? []) : [];
}

function textsIn(document: PdfDocument, seed: PdfDictionary, key: string): readonly string[] {
  const list = document.get(seed, key);
  if (list.kind !== 'array') return [];
  return list.items.flatMap((item) => {
    const value = document.resolve(item);
    return decodeText(value) ?? nameOf(value) ?? [];
  });
}
