import { inflateSync, constants } from 'node:zlib';
import { dictionaryOf, integerOf, nameOf, type PdfDictionary, type PdfObject } from './objects';
import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';

/**
 * Undoes the filters of a stream (ISO 32000-1 §7.4): FlateDecode with PNG and TIFF predictors, ASCIIHexDecode,
 * ASCII85Decode, and Crypt with the identity. The others compress images or are of no use in the file's structure.
 * Data that end too early are decoded as far as they go.
 *
 * @param limit bytes that the result, and each step before it, may have at most
 * @param resolve follows references of the dictionary's values
 * @throws PdfRefused `PDF_DECODED_TOO_LARGE`, `PDF_UNSUPPORTED_FILTER`, `PDF_DAMAGED`
 */
export function decodeStream(
  data: Buffer,
  dictionary: PdfDictionary,
  limit: number,
  resolve: (object: PdfObject | undefined) => PdfObject,
): Buffer {
  const filters = listOf(resolve(dictionary.entries.get('Filter')), resolve);
  const parameters = listOf(resolve(dictionary.entries.get('DecodeParms')), resolve);
  if (filters.length > 8) throw damaged('a stream has too many filters');
  return filters.reduce((bytes, filter, index) => {
    const parameter = dictionaryOf(parameters[index]);
    const decoded = decodeOne(bytes, nameOf(filter) ?? '?', limit, parameter);
    return parameter ? undoPredictor(decoded, predictorOf(parameter, resolve)) : decoded;
  }, data);
}

function listOf(object: PdfObject, resolve: (object: PdfObject) => PdfObject): readonly PdfObject[] {
  if (object.kind === 'null') return [];
  return object.kind === 'array' ? object.items.map(resolve) : [object];
}

function decodeOne(bytes: Buffer, filter: string, limit: number, parameter?: PdfDictionary): Buffer {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return inflate(bytes, limit);
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeHex(bytes);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(bytes);
    case 'Crypt':
      if ((nameOf(parameter?.entries.get('Name')) ?? 'Identity') === 'Identity') return bytes;
      throw new PdfRefused(pdfRefusals.ENCRYPTED());
    default:
      throw new PdfRefused(pdfRefusals.UNSUPPORTED_FILTER({ filter: filter.slice(0, 40) }));
  }
}

function inflate(bytes: Buffer, limit: number): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new PdfRefused(pdfRefusals.DECODED_TOO_LARGE({ limit }));
    throw damaged('compressed data do not decompress');
  }
}

function decodeHex(bytes: Buffer): Buffer {
  const [digits = ''] = bytes.toString('latin1').split('>', 1);
  const compact = digits.replace(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(compact.length % 2 ? `${compact}0` : compact, 'hex');
}

/** ISO 32000-1 §7.4.3: five digits of base 85 for four bytes, `z` for four zeros. */
function decodeAscii85(bytes: Buffer): Buffer {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (digits: number): void => {
    const padded = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < digits - 1; index += 1) {
      out.push(Math.floor(value / 2 ** (24 - 8 * index)) & 0xff);
    }
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush(5);
    }
  }
  if (group.length > 1) flush(group.length);
  return Buffer.from(out);
}

interface Predictor {
  readonly kind: number;
  readonly bytesPerPixel: number;
  readonly rowBytes: number;
}

function predictorOf(parameter: PdfDictionary, resolve: (object: PdfObject) => PdfObject): Predictor {
  const value = (key: string, absent: number): number => {
    const object = parameter.entries.get(key);
    return object ? (integerOf(resolve(object)) ?? absent) : absent;
  };
  const bits = value('Colors', 1) * value('BitsPerComponent', 8);
  const rowBytes = Math.ceil((bits * value('Columns', 1)) / 8);
  const kind = value('Predictor', 1);
  if (kind > 1 && !(bits >= 1 && bits <= 4096 && rowBytes >= 1 && rowBytes <= 1_000_000)) {
    throw damaged('a predictor has impossible parameters');
  }
  return { kind, rowBytes, bytesPerPixel: Math.max(1, bits >> 3) };
}

/** ISO 32000-1 §7.4.4.4. */
function undoPredictor(bytes: Buffer, predictor: Predictor): Buffer {
  if (predictor.kind <= 1) return bytes;
  return predictor.kind === 2 ? undoTiff(bytes, predictor) : undoPng(bytes, predictor);
}

function undoTiff(bytes: Buffer, { rowBytes, bytesPerPixel }: Predictor): Buffer {
  const out = Buffer.from(bytes);
  for (let index = 0; index < out.length; index += 1) {
    if (index % rowBytes >= bytesPerPixel) {
      out[index] = ((out[index] ?? 0) + (out[index - bytesPerPixel] ?? 0)) & 0xff;
    }
  }
  return out;
}

function undoPng(bytes: Buffer, { rowBytes, bytesPerPixel }: Predictor): Buffer {
  const rows = Math.ceil(bytes.length / (rowBytes + 1));
  const out = Buffer.alloc(rows * rowBytes);
  let written = 0;
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowBytes + 1);
    const algorithm = bytes[from] ?? 0;
    const length = Math.min(rowBytes, bytes.length - from - 1);
    const to = row * rowBytes;
    for (let index = 0; index < length; index += 1) {
      const left = index >= bytesPerPixel ? (out[to + index - bytesPerPixel] ?? 0) : 0;
      const up = row > 0 ? (out[to + index - rowBytes] ?? 0) : 0;
      const upLeft =
        row > 0 && index >= bytesPerPixel ? (out[to + index - rowBytes - bytesPerPixel] ?? 0) : 0;
      out[to + index] = ((bytes[from + 1 + index] ?? 0) + predicted(algorithm, left, up, upLeft)) & 0xff;
    }
    written = to + length;
  }
  return out.subarray(0, written);
}

function predicted(algorithm: number, left: number, up: number, upLeft: number): number {
  switch (algorithm) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
