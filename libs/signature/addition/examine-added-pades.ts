import {
  attempt,
  PdfDocument,
  readSignatureDictionaries,
  revisionEnds,
  signatureRestrictions,
  type ByteSource,
  type SignatureDictionary,
} from '@libro-firma/pdf';
import type { ChangeKind } from '../validation/facts/later-changes/change-kinds';
import { RevisionHistory } from '../validation/facts/later-changes/later-changes';
import { pdfSignatureFacts, type PdfSignatureFacts } from '../validation/facts/pdf-signature-facts';
import { readSecurityStore } from '../validation/formats/pdf/security-store';
import type { ChangeReport } from '../validation/report/validation-report';
import { faulty, oneSignature, type ExaminedAddition } from './addition';
import { beginsWith } from './same-bytes';

/**
 * What comes with a signature: its field, what later proves it, and what every program that saves a PDF writes along
 * (ISO 32000-1 §7.5.6, §14.3). Nothing of it shows on a page but the signature's own widget.
 */
const COMES_WITH_A_SIGNATURE: ReadonlySet<string> = new Set<ChangeKind>([
  'SIGNATURE_ADDED',
  'VALIDATION_DATA_ADDED',
  'DOCUMENT_TIMESTAMP_ADDED',
  'END_OF_LINE',
  'REWRITTEN_WITHOUT_CHANGE',
  'METADATA_CHANGED',
  'VERSION_CHANGED',
  'EXTENSIONS_CHANGED',
  'FORM_RESOURCES_CHANGED',
  'STRUCTURE_EXTENDED',
]);

/**
 * Says what `signed` adds to `base`: the base must be its byte prefix, and what follows one approval signature in one
 * field with its widget and validation material, in one revision or more. A certification, a lock that keeps others from
 * signing, a second signature and every other change are faults, also those that a certification of the base would
 * permit. The value is read, not verified.
 *
 * @param base readable PDF, as it was given out
 * @standard ETSI EN 319 142-1 §5.4; ISO 32000-2 §12.8.2.2
 */
export function examineAddedPades(base: ByteSource, signed: ByteSource): ExaminedAddition {
  if (!beginsWith(signed, base)) return faulty('OTHER_BYTES');
  if (signed.size === base.size) return faulty('NOTHING_ADDED');
  const opened = PdfDocument.open(signed);
  if (!opened.ok) return faulty('NOT_READABLE');
  const document = opened.value;
  const ends = revisionEnds(document);
  const history = new RevisionHistory(document, ends);
  const { state, changes } = history.after(base.size);
  const fault = faultOf(changes, state);
  if (fault) return fault;
  if (forbidsMore(document, base.size)) return faulty('CERTIFICATION');
  const dictionaries = readSignatureDictionaries(document);
  if (!dictionaries.ok) return faulty('NOT_READABLE');
  const [field] = namesOfAdded(changes);
  const position = dictionaries.value.findIndex((dictionary) => isAdded(dictionary, field, base.size));
  const added = dictionaries.value[position];
  if (!added) return faulty('NO_SIGNATURE');
  const securityStore = readSecurityStore(document);
  const context = { source: signed, document, history, revisionEnds: ends, securityStore };
  return additionOf(pdfSignatureFacts(added, context), position);
}

function additionOf(facts: PdfSignatureFacts, position: number): ExaminedAddition {
  const [signer] = facts.data?.signers ?? [];
  if (!signer) return faulty('NO_SIGNATURE');
  if (facts.otherSigners.length > 0) return faulty('SEVERAL_SIGNATURES');
  if (facts.coverage === 'PARTIAL' || facts.bytesBehind > 0) return faulty('NOT_WHOLE');
  return oneSignature('PADES', position, signer, facts);
}

function faultOf(changes: readonly ChangeReport[], state: string): ExaminedAddition | null {
  if (changes.some(({ kind }) => kind === 'CERTIFICATION_ADDED')) return faulty('CERTIFICATION');
  if (namesOfAdded(changes).length > 1) return faulty('SEVERAL_SIGNATURES');
  if (state === 'UNKNOWN') return faulty('NOT_COMPARABLE');
  const others = changes.filter(({ kind, permitted }) => !permitted || !COMES_WITH_A_SIGNATURE.has(kind));
  if (others.length > 0) return faulty('OTHER_CHANGES', others);
  return namesOfAdded(changes).length === 0 ? faulty('NO_SIGNATURE') : null;
}

/** A lock that brings a level with it certifies by another name (ISO 32000-2 table 236, P). */
function forbidsMore(document: PdfDocument, from: number): boolean {
  const levels = attempt(() => {
    const before = document.earlier(from);
    return before.ok && [before.value, document].map((one) => signatureRestrictions(one).level);
  });
  return !levels.ok || !levels.value || levels.value[0] !== levels.value[1];
}

function namesOfAdded(changes: readonly ChangeReport[]): (string | undefined)[] {
  return changes.filter(({ kind }) => kind === 'SIGNATURE_ADDED').map(({ field }) => field);
}

function isAdded(dictionary: SignatureDictionary, field: string | undefined, from: number): boolean {
  return dictionary.fieldName === field && (dictionary.contentsStart ?? 0) >= from;
}
