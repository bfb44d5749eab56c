import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from './byte-source';
import type { PdfDocument } from './document';
import { formFields, formOf } from './form-fields';
import { Increment } from './increment';
import { pdfaClaimOf } from './metadata';
import { NULL } from './objects';
import { attempt, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { placeSignatureField } from './signature-field';
import { placeholderText } from './signature-placeholder';
import type { ByteRange, PreparedIncrement, SignatureFieldRequest } from './signature-request';
import { signatureReferences } from './signature-transforms';
import { openForSigning, refuseWhereFrozen } from './signing-document';
import { usesTransparency } from './transparency';

/** Most room that may be asked for: a CMS with its whole chain and revocation lists stays far below. */
const MAX_RESERVED_BYTES = 4 * 1024 * 1024;
const MAX_TEXT = 2_000;

/**
 * Prepares a signature as an appended revision: field and widget, seen or unseen, signature dictionary with ByteRange
 * and an empty /Contents. The file is not touched, and is a byte prefix of what results. Costs what the
 * indexes and the form cost, never what the file weighs.
 *
 * Refuses what cannot be signed whatever the office thinks of it: `PDF_EMPTY`, `PDF_NOT_A_PDF`, `PDF_TRUNCATED`,
 * `PDF_DAMAGED_XREF`, `PDF_ENCRYPTED`, `PDF_XFA`, `PDF_FORM_WITHOUT_APPEARANCES`, `PDF_CERTIFIED_AGAINST_CHANGES` (not
 * for a timestamp), `PDF_ALREADY_SIGNED` (for a certification), `PDF_FIELD_LOCKED`, `PDF_FIELD_HAS_CONDITIONS`, `PDF_NEW_FIELD_FORBIDDEN`,
 * `PDF_TRANSPARENCY_IN_PDFA_1`, `PDF_PLACE_OUTSIDE_PAGE`, field names and sizes. Active content is for `admitForSigning` to refuse, once, at intake.
 *
 * @standard ISO 32000-1 §7.5.6, §12.7.4.5, §12.8.1; ETSI EN 319 142-1 §5
 *
 * @example
 * const prepared = mustAccept(prepareSignature(source, { subFilter: 'ETSI.CAdES.detached', reservedBytes: 16384 }));
 * const digest = digestByteRange(concatSource(source, prepared.increment), prepared.byteRange, 'sha256');
 * appendFileSync(path, mustAccept(embedSignature(prepared, cmsOver(digest))));
 */
export function prepareSignature(
  source: ByteSource,
  request: SignatureFieldRequest,
): Result<PreparedIncrement> {
  return attempt(() => {
    checkRequest(request);
    const document = openForSigning(source);
    checkDocument(document, request);
    const increment = new Increment(document);
    const signature = increment.reserve();
    const { name: fieldName, lock } = placeSignatureField(document, increment, request, signature);
    const { certify } = request;
    const transforms = { ...(certify !== undefined && { certify }), ...(lock && { lock }) };
    const catalog = document.catalogReference ?? NULL;
    const placeholder = placeholderText(request, signatureReferences(transforms, catalog));
    const textOffset = increment.writeText(signature, placeholder.text);
    const bytes = increment.finish();
    // An object that the index misplaces shows only when it is read, and some were read just now.
    if (document.isDamaged) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());

    const contentsOffset = textOffset + placeholder.contents;
    const contentsLength = 2 * request.reservedBytes + 2;
    const second = contentsOffset + contentsLength;
    const byteRange: ByteRange = [0, contentsOffset, second, source.size + bytes.length - second];
    const spelt = `[${byteRange.join(' ')}`.padEnd(placeholder.byteRangeWidth - 1);
    bytes.write(`${spelt}]`, textOffset - source.size + placeholder.byteRange, 'latin1');
    return { increment: bytes, baseSize: source.size, byteRange, contentsOffset, contentsLength, fieldName };
  });
}

function checkRequest(request: SignatureFieldRequest): void {
  const { reservedBytes, signerName, reason, location } = request;
  if (!Number.isInteger(reservedBytes) || reservedBytes < 1 || reservedBytes > MAX_RESERVED_BYTES) {
    throw new PdfRefused(
      pdfRefusals.RESERVED_SIZE_INVALID({ size: reservedBytes, limit: MAX_RESERVED_BYTES }),
    );
  }
  if ([signerName, reason, location].some((text) => text !== undefined && text.length > MAX_TEXT)) {
    throw new PdfRefused(pdfRefusals.TEXT_TOO_LONG({ limit: MAX_TEXT }));
  }
}

function checkDocument(document: PdfDocument, request: SignatureFieldRequest): void {
  if (formOf(document)?.entries.has('XFA')) throw new PdfRefused(pdfRefusals.XFA());
  // ISO 32000-2 §12.8.2.2.2: a document timestamp is no change in the sense of DocMDP.
  if (request.subFilter === 'ETSI.CAdES.detached') refuseWhereFrozen(document);
  if (request.certify !== undefined && isSigned(document)) throw new PdfRefused(pdfRefusals.ALREADY_SIGNED());
  const claim = request.appearance ? pdfaClaimOf(document) : null;
  // ISO 19005-1 §6.4: what was PDF/A-1 would be no more.
  if (claim?.startsWith('PDF/A-1') && request.appearance && usesTransparency(request.appearance.picture))
    throw new PdfRefused(pdfRefusals.TRANSPARENCY_IN_PDFA_1({ claim }));
}

/** ISO 32000-2 §12.8.2.2.1: a certification is the first signature of a file. */
function isSigned(document: PdfDocument): boolean {
  for (const field of formFields(document)) {
    if (field.type === 'Sig' && document.resolve(field.value).kind === 'dictionary') return true;
  }
  return false;
}
