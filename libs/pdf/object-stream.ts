import type { PdfBounds } from './bounds';
import { ObjectParser } from './object-parser';
import { integerOf, type PdfDictionary, type PdfObject } from './objects';
import { damaged } from './pdf-refused';

/** A decoded object stream (ISO 32000-1 §7.5.7). Its objects are parsed when they are asked for. */
export class ObjectStream {
  private constructor(
    /** The object numbers in the order of the stream. */
    readonly objectNumbers: readonly number[],
    private readonly offsets: readonly number[],
    private readonly data: Buffer,
    private readonly maxDepth: number,
  ) {}

  /** Bytes that it holds in memory. */
  get byteLength(): number {
    return this.data.length + 16 * this.objectNumbers.length;
  }

  /**
   * Reads the header of the stream.
   *
   * @throws PdfRefused `PDF_DAMAGED` where /N or /First contradict the data
   */
  static of(dictionary: PdfDictionary, data: Buffer, bounds: PdfBounds): ObjectStream {
    const count = integerOf(dictionary.entries.get('N')) ?? -1;
    const first = integerOf(dictionary.entries.get('First')) ?? -1;
    // Two numbers with white space take four bytes at least: no count can be larger than that.
    if (count < 0 || first < 0 || first > data.length || count * 4 > first + 4) {
      throw damaged('an object stream contradicts its header');
    }
    const header = data.toString('latin1', 0, first).match(/\d+/g) ?? [];
    if (header.length < count * 2) throw damaged('an object stream contradicts its header');
    const objectNumbers: number[] = [];
    const offsets: number[] = [];
    for (let index = 0; index < count; index += 1) {
      objectNumbers.push(Number(header[2 * index]));
      offsets.push(first + Number(header[2 * index + 1]));
    }
    return new ObjectStream(objectNumbers, offsets, data, bounds.maxDepth);
  }

  /**
   * The object of that number, at `index` or, where the index is wrong, anywhere; `undefined` if it is not there.
   *
   * @throws PdfRefused `PDF_DAMAGED`, `PDF_TOO_DEEP`
   */
  object(objectNumber: number, index: number): PdfObject | undefined {
    const position =
      this.objectNumbers[index] === objectNumber ? index : this.objectNumbers.indexOf(objectNumber);
    const offset = this.offsets[position];
    if (offset === undefined || offset >= this.data.length) return undefined;
    const window = { bytes: this.data, start: null, isLast: true, maxDepth: this.maxDepth };
    return new ObjectParser(window, offset).object();
  }
}
