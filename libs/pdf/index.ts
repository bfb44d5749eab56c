export { activeContentOf, type ActiveContent } from './active-content';
export * from './bounds';
export * from './byte-source';
export { certificationLevel, docMdpLevelOf, type DocMdpLevel } from './doc-mdp';
export * from './document';
export * from './document-timestamp';
export * from './dss-dictionary';
export { drawSignatureAppearance, type SignatureText } from './draw-appearance';
export * from './embed-signature';
export type { PdfHeader, PdfTail } from './file-ends';
export { formFields, formOf, widgetsOf, type FormField } from './form-fields';
export { inspectPdf, type PdfInspection } from './inspection';
export * from './objects';
export { INHERITABLE_PAGE_KEYS, pageEntry, type PdfPage } from './page-tree';
export { liberationSans } from './fonts/liberation-sans';
export * from './page-frame';
export * from './prepare-signature';
export { attempt, PdfRefused } from './pdf-refused';
export { pdfRefusals } from './refusals';
export * from './revisions';
export * from './signature-dictionaries';
export { frameOfPage, type SignaturePlace } from './signature-place';
export * from './signature-request';
export {
  isLockedBy,
  signatureRestrictions,
  type FieldLock,
  type SignatureRestrictions,
} from './signature-restrictions';
export * from './signing-admission';
export { shortened, shortenedBefore, wrapped } from './text-block';
export { decodeText } from './text-string';
export type { XrefEntry, XrefSection } from './xref-section';
