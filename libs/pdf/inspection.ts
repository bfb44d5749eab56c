import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from './byte-source';

/** Content that may act or change after the act was signed. */
export type ActiveContent =
  | 'JAVASCRIPT'
  | 'LAUNCH_ACTION'
  | 'XFA'
  | 'EMBEDDED_FILE'
  | 'RICH_MEDIA'
  | 'SUBMIT_FORM'
  | 'EXTERNAL_REFERENCE';

/** What an office must know of a PDF before it is signed. */
export interface PdfInspection {
  readonly version: string;
  readonly pageCount: number;
  readonly encrypted: boolean;
  readonly rebuiltXref: boolean;
  readonly activeContent: readonly ActiveContent[];
  readonly title: string | null;
  readonly signatureFields: readonly { readonly name: string; readonly signed: boolean }[];
  readonly docMdpLevel: 1 | 2 | 3 | null;
  readonly pdfaClaim: string | null;
}

/** Tells what is in the file. */
export function inspectPdf(_source: ByteSource): Result<PdfInspection> {
  throw new Error('not written yet');
}

/** Tells what is in the file, or the reason for which it may not be signed. */
export function admitForSigning(_source: ByteSource): Result<PdfInspection> {
  throw new Error('not written yet');
}
