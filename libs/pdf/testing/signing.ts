import { mustAccept, type Result } from '@libro-firma/kernel';
import { bufferSource } from '../byte-source';
import { PdfDocument } from '../document';
import { embedSignature } from '../embed-signature';
import { pdfReference, type PdfDictionary } from '../objects';
import { prepareSignature } from '../prepare-signature';
import type { SignatureFieldRequest } from '../signature-request';
import { tablePdf } from './handmade-pdf';

/** What is asked for unless a test says otherwise. */
export const REQUEST: SignatureFieldRequest = { subFilter: 'ETSI.CAdES.detached', reservedBytes: 64 };
/** DER of something that is no CMS: nothing here looks into it. */
export const CMS = Buffer.from('3006020101020102', 'hex');

/** The file with one more signature, whose value is a placeholder. */
export function sign(bytes: Buffer, request: Partial<SignatureFieldRequest> = {}): Buffer {
  const prepared = mustAccept(prepareSignature(bufferSource(bytes), { ...REQUEST, ...request }));
  return Buffer.concat([bytes, mustAccept(embedSignature(prepared, CMS))]);
}

/** The document; a refusal is a fault of the test. */
export function open(bytes: Buffer): PdfDocument {
  return mustAccept(PdfDocument.open(bufferSource(bytes)));
}

/** The code of a refusal; `null` for what was accepted. */
export function codeOf(result: Result<unknown>): string | null {
  return result.ok ? null : result.refusal.code;
}

/** The code of the refusal to prepare; `null` where it is prepared. */
export function refusalOf(bytes: Buffer, request: Partial<SignatureFieldRequest> = {}): string | null {
  return codeOf(prepareSignature(bufferSource(bytes), { ...REQUEST, ...request }));
}

/** The indirect dictionary of that number; anything else is a fault of the test. */
export function dictionary(document: PdfDocument, objectNumber: number, generation = 0): PdfDictionary {
  const object = document.resolve(pdfReference(objectNumber, generation));
  if (object.kind !== 'dictionary') throw new Error(`no dictionary ${objectNumber}`);
  return object;
}

/** The small document with a form in its catalogue and a field as object 6. */
export const withForm = (form: string, field: string, more: Readonly<Record<number, string>> = {}): Buffer =>
  tablePdf({ 1: `<</Type/Catalog/Pages 2 0 R/AcroForm<<${form}>>>>`, 6: field, ...more });
