import type { Result } from '@libro-firma/kernel';
import { activeContentOf, type ActiveContent } from './active-content';
import type { ByteSource } from './byte-source';
import { certificationLevel, type DocMdpLevel } from './doc-mdp';
import { PdfDocument } from './document';
import { formFields } from './form-fields';
import { pdfaClaimOf, titleOf } from './metadata';
import { attempt, PdfRefused } from './pdf-refused';

/** What an office must know of a PDF before it is signed. */
export interface PdfInspection {
  /** Such as `1.7`. */
  readonly version: string;
  /** Pages counted, not as declared. */
  readonly pageCount: number;
  readonly encrypted: boolean;
  /** The index was damaged: what follows was found by a scan, and another reader may find something else. */
  readonly rebuiltXref: boolean;
  /** Kinds found, each once. */
  readonly activeContent: readonly ActiveContent[];
  readonly title: string | null;
  readonly signatureFields: readonly { readonly name: string; readonly signed: boolean }[];
  /** Strictest certification level; 1 forbids every change. */
  readonly docMdpLevel: DocMdpLevel | null;
  /** Such as `PDF/A-2b`: a declaration, not conformance. */
  readonly pdfaClaim: string | null;
}

/**
 * Tells what is in the file, damaged or encrypted files included as far as they can be read. Refuses `PDF_EMPTY`,
 * `PDF_NOT_A_PDF`, `PDF_DAMAGED` where nothing can be made of it, `PDF_ENCRYPTED` where the structure itself is
 * encrypted, and the bounds.
 *
 * @standard ISO 32000-1 §7.5, §7.7
 */
export function inspectPdf(source: ByteSource): Result<PdfInspection> {
  return attempt(() => inspected(source));
}

function inspected(source: ByteSource): PdfInspection {
  const document = accepted(PdfDocument.open(source));
  const first = attempt(() => inspectDocument(document));
  if (document.isRebuilt || (first.ok && !document.isDamaged)) return accepted(first);
  // The index misplaces objects: readers that scan the file see them all the same, so the inspection must.
  const scanned = PdfDocument.open(source, { rebuild: true });
  return scanned.ok ? inspectDocument(scanned.value) : accepted(first);
}

function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new PdfRefused(result.refusal);
}

/** The inspection of a document that is open already. @throws PdfRefused */
export function inspectDocument(document: PdfDocument): PdfInspection {
  const signatureFields = [...formFields(document)]
    .filter((field) => field.type === 'Sig')
    .map(({ name, value }) => ({ name, signed: document.resolve(value).kind === 'dictionary' }));
  return {
    version: document.version,
    pageCount: Array.from(document.pages(), () => 1).length,
    encrypted: document.isEncrypted,
    activeContent: activeContentOf(document),
    title: titleOf(document),
    signatureFields,
    docMdpLevel: certificationLevel(document),
    pdfaClaim: pdfaClaimOf(document),
    rebuiltXref: document.isRebuilt,
  };
}
