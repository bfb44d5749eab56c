import type { PdfBounds } from './bounds';
import type { ByteSource } from './byte-source';
import { decodeStream } from './filters';
import { ObjectParser, WINDOW_END } from './object-parser';
import type { PdfObject, PdfStream } from './objects';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import type { XrefSection } from './xref-section';

const FIRST_WINDOW = 2048;
const WINDOW_GROWTH = 4;
const MAX_REMEMBERED = 10_000;
/** Bytes behind an object that decide where it ends: the keyword `stream` and the ends of line around it. */
const LOOK_AHEAD = 64;

/** An indirect object as found in the file: `offset` of its header, `end` behind its text (before stream data). */
export interface IndirectObject {
  readonly objectNumber: number;
  readonly generation: number;
  readonly object: PdfObject;
  readonly offset: number;
  readonly end: number;
}

/**
 * What a stream that does not decompress counts: node:zlib keeps the memory of each failure until the event loop turns,
 * so that a file of a megabyte with ten thousand of them took a hundred.
 */
const BROKEN_STREAM_WORK = 256 * 1024;

/**
 * Reads objects at offsets of a source, widening its window as an object asks, and keeps account of the work: objects
 * that overlap could otherwise make a small file cost the square of its size.
 *
 * @throws PdfRefused `PDF_DAMAGED`, `PDF_TOO_DEEP`, `PDF_OBJECT_TOO_LARGE`, `PDF_TOO_MANY_OBJECTS` (work spent).
 */
export class ObjectReader {
  private workLeft: number;
  private decodedLeft: number;
  private readonly found = new Map<number, IndirectObject>();
  private readonly sections = new Map<string, XrefSection>();

  /** @param whole reader of a longer file of which `source` is the beginning: what it has read is not read again */
  constructor(
    readonly source: ByteSource,
    readonly bounds: PdfBounds,
    private readonly whole?: ObjectReader,
  ) {
    this.workLeft = 16 * source.size + 64 * 1024 * 1024;
    this.decodedLeft = bounds.maxTotalDecodedBytes;
  }

  /** The indirect object whose header stands at `offset` (white space before it allowed); `undefined` if none does. */
  indirectAt(offset: number): IndirectObject | undefined {
    if (offset < 0 || offset >= this.source.size) return undefined;
    const known = this.whole?.found.get(offset);
    if (known && known.end + LOOK_AHEAD <= this.source.size) return known;
    const found = this.readIndirect(offset);
    if (this.found.size >= MAX_REMEMBERED) this.found.clear();
    if (found) this.found.set(offset, found);
    return found;
  }

  /** An index that the longer file has read already, where all of it lies in this one; else a new one. */
  remembered(place: string, read: () => XrefSection): XrefSection {
    const known = this.whole?.sections.get(place);
    const lookAhead = known?.style === 'table' ? 0 : LOOK_AHEAD;
    if (known && known.end + lookAhead <= this.source.size) return known;
    const section = read();
    // The second half of a hybrid index may lie anywhere, behind the end of an earlier revision too.
    if (!section.trailer.entries.has('XRefStm')) this.sections.set(place, section);
    return section;
  }

  private readIndirect(offset: number): IndirectObject | undefined {
    return this.inWindow(offset, (parser) => {
      parser.skipWhite();
      const headerOffset = offset + parser.position;
      const objectNumber = parser.regular();
      parser.skipWhite();
      const generation = parser.regular();
      parser.skipWhite();
      if (!/^\d{1,10}$/.test(objectNumber) || !/^\d{1,5}$/.test(generation)) return undefined;
      if (parser.regular() !== 'obj') return undefined;
      const object = this.body(parser, offset);
      return {
        objectNumber: Number(objectNumber),
        generation: Number(generation),
        object,
        offset: headerOffset,
        end: offset + parser.position,
      };
    });
  }

  /** The direct object at `offset`, with the offset behind it. */
  directAt(offset: number): { readonly object: PdfObject; readonly end: number } {
    return this.inWindow(offset, (parser) => ({
      object: parser.object(),
      end: offset + parser.position,
    }));
  }

  /** The data of a stream that ends at `end`, as they stand. @throws PdfRefused `PDF_DECODED_TOO_LARGE` */
  encoded(stream: PdfStream, end: number): Buffer {
    const limit = Math.min(this.bounds.maxDecodedBytes, this.decodedLeft);
    const length = end - stream.dataStart;
    if (length > limit) throw new PdfRefused(pdfRefusals.DECODED_TOO_LARGE({ limit }));
    return this.source.read(stream.dataStart, length);
  }

  /**
   * The decoded data of a stream; `resolve` follows references of its dictionary.
   *
   * @throws PdfRefused `PDF_DECODED_TOO_LARGE`, `PDF_UNSUPPORTED_FILTER`, `PDF_DAMAGED`, `PDF_TOO_MANY_OBJECTS`
   */
  decode(stream: PdfStream, data: Buffer, resolve: (object: PdfObject | undefined) => PdfObject): Buffer {
    const limit = Math.min(this.bounds.maxDecodedBytes, this.decodedLeft);
    if (limit <= 0)
      throw new PdfRefused(pdfRefusals.DECODED_TOO_LARGE({ limit: this.bounds.maxTotalDecodedBytes }));
    try {
      const decoded = decodeStream(data, stream.dictionary, limit, resolve);
      this.decodedLeft -= decoded.length;
      return decoded;
    } catch (fault) {
      this.spend(BROKEN_STREAM_WORK);
      throw fault;
    }
  }

  private body(parser: ObjectParser, offset: number): PdfObject {
    if (parser.takeKeyword('endobj')) return { kind: 'null' };
    const object = parser.object();
    if (object.kind !== 'dictionary' || !parser.takeKeyword('stream')) return object;
    // ISO 32000-1 §7.3.8.1: CR LF or LF; a lone CR is tolerated as the common readers do.
    if (parser.peek() === 13) parser.position += parser.peek(1) === 10 ? 2 : 1;
    else if (parser.peek() === 10) parser.position += 1;
    return { kind: 'stream', dictionary: object, dataStart: offset + parser.position };
  }

  private inWindow<T>(offset: number, read: (parser: ObjectParser) => T): T {
    for (let length = FIRST_WINDOW; ; length *= WINDOW_GROWTH) {
      const bytes = this.source.read(offset, length);
      const parser = new ObjectParser({
        bytes,
        start: offset,
        isLast: bytes.length < length || offset + bytes.length >= this.source.size,
        maxDepth: this.bounds.maxDepth,
      });
      try {
        const result = read(parser);
        this.spend(parser.position);
        return result;
      } catch (error) {
        if (error !== WINDOW_END) throw error;
        this.spend(bytes.length);
        if (length > this.bounds.maxObjectBytes) {
          throw new PdfRefused(pdfRefusals.OBJECT_TOO_LARGE({ limit: this.bounds.maxObjectBytes }));
        }
      }
    }
  }

  private spend(bytes: number): void {
    this.workLeft -= bytes;
    if (this.workLeft < 0) {
      throw new PdfRefused(pdfRefusals.TOO_MANY_OBJECTS({ limit: this.bounds.maxVisitedObjects }));
    }
  }
}
