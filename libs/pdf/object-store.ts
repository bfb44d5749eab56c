import { withPlainStrings, type Decryption } from './decryption';
import type { ObjectReader } from './object-reader';
import { ObjectStream } from './object-stream';
import { integerOf, nameOf, NULL, type PdfObject, type PdfReference, type PdfStream } from './objects';
import { damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { streamEnd } from './stream-extent';
import type { XrefEntry } from './xref-section';

const MAX_HOPS = 32;
const MAX_CACHED_OBJECTS = 10_000;
const MAX_CACHED_STREAM_BYTES = 64 * 1024 * 1024;

/** Finds, reads and remembers objects of one file. Memory is bounded: both caches are emptied when they are full. */
export class ObjectStore {
  /** An object was not where the index says, or a stream not as long as it says. */
  hasDefects = false;
  private readonly objects = new Map<number, PdfObject>();
  private readonly streams = new Map<number, ObjectStream>();
  /** Where the streams of an encrypted file stand: each has a key of its own. */
  private readonly places = new WeakMap<PdfStream, Pick<PdfReference, 'objectNumber' | 'generation'>>();
  private streamBytes = 0;
  private readonly opening = new Set<number>();

  constructor(
    private readonly reader: ObjectReader,
    private readonly lookup: (objectNumber: number) => XrefEntry | undefined,
    /** How an encrypted file is read; null for one that only its password opens. */
    private readonly decryption?: Decryption | null,
  ) {}

  /** Follows references to an object that is none. @throws PdfRefused */
  resolve(object: PdfObject | undefined): PdfObject {
    let current = object;
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      if (current === undefined) return NULL;
      if (current.kind !== 'reference') return current;
      current = this.load(current);
    }
    throw damaged('references run in a circle');
  }

  /** Decoded data of a stream. @throws PdfRefused */
  streamData(stream: PdfStream): Buffer {
    return this.reader.decode(stream, this.encodedData(stream), (object) => this.resolve(object));
  }

  /** Data of a stream with its filters still on, decrypted where the file is encrypted. @throws PdfRefused */
  encodedData(stream: PdfStream): Buffer {
    const declared = integerOf(this.resolve(stream.dictionary.entries.get('Length')));
    const { end, isAsDeclared } = streamEnd(this.reader, stream, declared);
    if (!isAsDeclared) this.hasDefects = true;
    return this.plainData(stream, this.reader.encoded(stream, end));
  }

  private plainData(stream: PdfStream, data: Buffer): Buffer {
    const { decryption } = this;
    const type = nameOf(stream.dictionary.entries.get('Type'));
    if (decryption === undefined || type === 'XRef') return data;
    if (decryption === null) throw new PdfRefused(pdfRefusals.ENCRYPTED());
    const place = this.places.get(stream);
    const isPlain = (type === 'Metadata' && !decryption.coversMetadata) || this.isLeftAlone(stream);
    if (!place || isPlain) return data;
    return decryption.stream(data, place.objectNumber, place.generation);
  }

  /** A stream may say that it is not encrypted (ISO 32000-1 §7.4.10). */
  private isLeftAlone({ dictionary }: PdfStream): boolean {
    const filter = this.resolve(dictionary.entries.get('Filter'));
    const first = filter.kind === 'array' ? this.resolve(filter.items[0]) : filter;
    return nameOf(first) === 'Crypt';
  }

  private load(reference: PdfReference): PdfObject {
    const { objectNumber, generation } = reference;
    const entry = this.lookup(objectNumber);
    // ISO 32000-1 §7.3.10: a reference to what is not there is the null object.
    if (!entry || entry.type === 'free') return NULL;
    if (generation !== (entry.type === 'offset' ? entry.generation : 0)) return NULL;
    const known = this.objects.get(objectNumber);
    if (known) return known;
    const object =
      entry.type === 'offset' ? this.atOffset(objectNumber, entry) : this.compressed(objectNumber, entry);
    if (this.objects.size >= MAX_CACHED_OBJECTS) this.objects.clear();
    this.objects.set(objectNumber, object);
    return object;
  }

  private atOffset(objectNumber: number, entry: XrefEntry & { type: 'offset' }): PdfObject {
    const found = this.reader.indirectAt(entry.offset);
    if (found?.objectNumber !== objectNumber || found.generation !== entry.generation) return this.defect();
    const { decryption } = this;
    if (!decryption || decryption.ownObject === objectNumber) return found.object;
    const object = withPlainStrings(found.object, decryption, objectNumber, entry.generation);
    if (object.kind === 'stream') this.places.set(object, { objectNumber, generation: entry.generation });
    return object;
  }

  private compressed(objectNumber: number, entry: XrefEntry & { type: 'compressed' }): PdfObject {
    const stream = this.objectStream(entry.streamNumber);
    return stream?.object(objectNumber, entry.index) ?? this.defect();
  }

  private objectStream(streamNumber: number): ObjectStream | undefined {
    const known = this.streams.get(streamNumber);
    if (known) return known;
    const entry = this.lookup(streamNumber);
    // An object stream stands in the file itself (§7.5.7); one that is being opened can need itself only by a trick.
    if (entry?.type !== 'offset' || this.opening.has(streamNumber)) return undefined;
    this.opening.add(streamNumber);
    try {
      const object = this.resolve({
        kind: 'reference',
        objectNumber: streamNumber,
        generation: entry.generation,
      });
      if (object.kind !== 'stream') return undefined;
      const opened = ObjectStream.of(object.dictionary, this.streamData(object), this.reader.bounds);
      if (this.streamBytes + opened.byteLength > MAX_CACHED_STREAM_BYTES) {
        this.streams.clear();
        this.streamBytes = 0;
      }
      this.streams.set(streamNumber, opened);
      this.streamBytes += opened.byteLength;
      return opened;
    } finally {
      this.opening.delete(streamNumber);
    }
  }

  private defect(): PdfObject {
    this.hasDefects = true;
    return NULL;
  }
}
