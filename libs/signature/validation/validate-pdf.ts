import { accept, refuse, type Result } from '@libro-firma/kernel';
import {
  PdfDocument,
  readSignatureDictionaries,
  revisionEnds,
  type ByteSource,
  type SignatureDictionary,
} from '@libro-firma/pdf';
import { signatureRefusals } from '../signature.refusals';
import { concludeFile } from './conclusion/conclude-signature';
import { pdfSignatureFacts, readableCertificates } from './facts/pdf-signature-facts';
import { signatureReport } from './report/signature-report';
import type { ValidationReport } from './report/validation-report';

export interface ValidationOptions {
  /** Trust anchors, DER; one that cannot be read is left out. With none, no signature can be TOTAL_PASSED. */
  readonly anchors: readonly Buffer[];
  /** Instant for which validity is judged. */
  readonly at: Date;
  /** Further certificates for building chains, DER. */
  readonly intermediates?: readonly Buffer[];
  /** Written into the report as it is given. */
  readonly file?: string;
}

const MAX_SIGNATURES = 200; // each one may cost a reading of the whole file
const MAX_COMPARED = 30; // each one may cost a look at all objects of its revision

/**
 * Validates all signatures and document timestamps of a PDF: facts, then checks, then a conclusion. What cannot be
 * decided is INDETERMINATE, neither valid nor invalid. The network is not used.
 *
 * Refusals: those of libs/pdf for a file that cannot be opened, `SIGNATURE_TOO_MANY_SIGNATURES` past 200.
 *
 * @standard ETSI EN 319 102-1 §5.3; ETSI EN 319 142-1; ISO 32000-1 §12.8
 */
export function validatePdf(source: ByteSource, options: ValidationOptions): Result<ValidationReport> {
  const document = PdfDocument.open(source);
  if (!document.ok) return document;
  const dictionaries = readSignatureDictionaries(document.value);
  if (!dictionaries.ok) return dictionaries;
  if (dictionaries.value.length > MAX_SIGNATURES) {
    return refuse(signatureRefusals.TOO_MANY_SIGNATURES({ limit: MAX_SIGNATURES }));
  }
  return accept(report(document.value, options, dictionaries.value));
}

function report(
  document: PdfDocument,
  options: ValidationOptions,
  dictionaries: readonly SignatureDictionary[],
): ValidationReport {
  const context = {
    source: document.source,
    document,
    comparesRevisions: dictionaries.length <= MAX_COMPARED,
    revisionEnds: revisionEnds(document),
    anchors: readableCertificates(options.anchors),
    intermediates: readableCertificates(options.intermediates ?? []),
    at: options.at,
  };
  const signatures = dictionaries.map((dictionary) =>
    signatureReport(pdfSignatureFacts(dictionary, context)),
  );
  return {
    v: 'validation-report/1',
    ...(options.file !== undefined && { file: options.file }),
    format: signatures.length > 0 ? 'PAdES' : 'NONE',
    conclusion: concludeFile(signatures.map(({ indication }) => indication)),
    validatedAt: options.at.toISOString(),
    signatures,
  };
}
