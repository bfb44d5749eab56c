import { pdfDictionary, pdfName, type PdfObject } from './objects';
import type { SignatureFieldRequest } from './signature-request';
import { serialiseDictionary } from './serialise';
import { dateString, textString } from './text-string';

/** Room for four numbers of ten digits: offsets up to the largest file that a table can index. */
const BYTE_RANGE_WIDTH = '[0 0000000000 0000000000 0000000000]'.length;

/** Text of a signature dictionary whose values are still empty; positions count from the start of the text. */
export interface SignaturePlaceholder {
  readonly text: string;
  /** Of the `[` of /ByteRange. */
  readonly byteRange: number;
  readonly byteRangeWidth: number;
  /** Of the `<` of /Contents. */
  readonly contents: number;
}

/**
 * A signature dictionary (ISO 32000-1 §12.8.1, EN 319 142-1 §6.3) or a document timestamp's (§5.4.3), with blanks for
 * /ByteRange and zeros for /Contents. No /Cert: EN 319 142-1 §6.3 forbids it.
 */
export function placeholderText(
  request: SignatureFieldRequest,
  references?: PdfObject,
): SignaturePlaceholder {
  const isTimestamp = request.subFilter === 'ETSI.RFC3161';
  const entries: (readonly [string, PdfObject])[] = [
    ['Type', pdfName(isTimestamp ? 'DocTimeStamp' : 'Sig')],
    ['Filter', pdfName('Adobe.PPKLite')],
    ['SubFilter', pdfName(request.subFilter)],
  ];
  const { signerName, reason, location, signingTime } = request;
  if (signingTime) entries.push(['M', dateString(signingTime)]);
  if (signerName !== undefined) entries.push(['Name', textString(signerName)]);
  if (reason !== undefined) entries.push(['Reason', textString(reason)]);
  if (location !== undefined) entries.push(['Location', textString(location)]);
  if (references) entries.push(['Reference', references]);

  const head = `${serialiseDictionary(pdfDictionary(entries)).slice(0, -2)}\n/ByteRange `;
  const middle = `${head}${' '.repeat(BYTE_RANGE_WIDTH)}\n/Contents `;
  return {
    text: `${middle}<${'0'.repeat(2 * request.reservedBytes)}>>>`,
    byteRange: head.length,
    byteRangeWidth: BYTE_RANGE_WIDTH,
    contents: middle.length,
  };
}
