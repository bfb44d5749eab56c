export * from './bounds';
export * from './byte-source';
export * from './document';
export * from './embed-signature';
export * from './inspection';
export * from './objects';
export * from './prepare-signature';
export { attempt, pdfRefusals, PdfRefused } from './refusals';
export * from './signature-dictionaries';
