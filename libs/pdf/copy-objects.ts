import type { PdfDocument } from './document';
import type { Increment } from './increment';
import {
  pdfArray,
  pdfDictionary,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './objects';
import { damaged } from './pdf-refused';

const MAX_COPIED = 1_000;

/**
 * Copies objects of another document into an increment, with all that they refer to, each once. For resources of
 * things drawn by this library or given to it: streams keep their filters and data.
 *
 * @throws PdfRefused where more than a thousand objects would be copied
 */
export class ObjectCopier {
  private readonly copied = new Map<number, PdfReference>();

  constructor(
    private readonly from: PdfDocument,
    private readonly increment: Increment,
  ) {}

  /** The object as it has to be written in the increment. Streams are only met behind references. */
  copy(object: PdfObject): PdfObject {
    switch (object.kind) {
      case 'array':
        return pdfArray(object.items.map((item) => this.copy(item)));
      case 'dictionary':
        return this.copyDictionary(object, new Set());
      case 'reference':
        return this.copyReference(object);
      default:
        return object;
    }
  }

  /** Writes a stream under a number of its own, with some entries set anew. */
  copyStream(stream: PdfStream, entries: Iterable<readonly [string, PdfObject]> = []): PdfReference {
    const reference = this.increment.reserve();
    this.writeStream(reference, stream, entries);
    return reference;
  }

  private copyReference(reference: PdfReference): PdfObject {
    const known = this.copied.get(reference.objectNumber);
    if (known) return known;
    if (this.copied.size >= MAX_COPIED) throw damaged('what is to be drawn has too many objects');
    const own = this.increment.reserve();
    this.copied.set(reference.objectNumber, own);
    const object = this.from.resolve(reference);
    if (object.kind === 'stream') this.writeStream(own, object, []);
    else this.increment.write(own, this.copy(object) as Exclude<PdfObject, PdfStream>);
    return own;
  }

  private writeStream(
    own: PdfReference,
    stream: PdfStream,
    entries: Iterable<readonly [string, PdfObject]>,
  ): void {
    const dictionary = this.copyDictionary(stream.dictionary, new Set(['Length']));
    this.increment.writeStream(
      own,
      pdfDictionary([...dictionary.entries, ...entries]),
      this.from.encodedData(stream),
    );
  }

  private copyDictionary(dictionary: PdfDictionary, without: ReadonlySet<string>): PdfDictionary {
    return pdfDictionary(
      [...dictionary.entries]
        .filter(([key]) => !without.has(key))
        .map(([key, value]) => [key, this.copy(value)] as const),
    );
  }
}
