import { type Result } from '@libro-firma/kernel';
import { DEFAULT_BOUNDS, type PdfBounds } from './bounds';
import { prefixSource, type ByteSource } from './byte-source';
import { openDecryption, type Decryption } from './decryption';
import { readHeader, readTail, type PdfHeader, type PdfTail } from './file-ends';
import { ObjectReader } from './object-reader';
import { ObjectStore } from './object-store';
import {
  integerOf,
  nameOf,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './objects';
import { pageLeaves, type PdfPage } from './page-tree';
import { attempt, damaged, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { lookupOver, readXrefChain } from './xref-chain';
import { rebuildXref } from './xref-rebuild';
import type { XrefEntry, XrefSection } from './xref-section';

/** How the objects of a file are found: as the file says, or as a scan of it found them. */
interface Xref {
  readonly sections: readonly XrefSection[];
  readonly style: 'table' | 'stream';
  readonly trailer: PdfDictionary;
  readonly size: number;
  /** Bytes before the header to which stated offsets are relative. */
  readonly shift: number;
  readonly lookup: (objectNumber: number) => XrefEntry | undefined;
}

interface FileEnds {
  readonly header: PdfHeader;
  readonly tail: PdfTail;
}

/** Options of {@link PdfDocument.open}. */
export interface OpenOptions {
  /** Bounds that differ from {@link DEFAULT_BOUNDS}. */
  readonly bounds?: Partial<PdfBounds>;
  /** Do not trust the index of the file, scan for its objects. */
  readonly rebuild?: boolean;
}

/**
 * A PDF opened for reading (ISO 32000-1 §7.5). Opening reads header, tail and indexes; objects are read when they are
 * asked for. Where the index is damaged a scan takes its place, and `isRebuilt` says so. Reading methods throw
 * `PdfRefused` for a broken object or a bound that is passed: call them inside `attempt`.
 */
export class PdfDocument {
  readonly source: ByteSource;
  readonly bounds: PdfBounds;
  /** Position of `%PDF`, 0 in a well-made file. */
  readonly headerOffset: number;
  /** What the last bytes of the file say. */
  readonly tail: PdfTail;
  /** The document catalogue (ISO 32000-1 §7.7.2). */
  readonly catalog: PdfDictionary;
  /** The trailer has an /Encrypt. */
  readonly isEncrypted: boolean;
  /** Encrypted, and not with the empty password: dictionaries and names are readable, strings and streams are not. */
  readonly isLocked: boolean;
  private readonly headerVersion: string;
  private readonly store: ObjectStore;

  private constructor(
    ends: FileEnds,
    private readonly reader: ObjectReader,
    private readonly xref: Xref,
  ) {
    this.source = reader.source;
    this.bounds = reader.bounds;
    this.headerOffset = ends.header.offset;
    this.headerVersion = ends.header.version;
    this.tail = ends.tail;
    this.isEncrypted = hasObject(xref.trailer.entries.get('Encrypt'), xref.lookup);
    const decryption = this.isEncrypted ? (decryptionOf(reader, xref) ?? null) : undefined;
    this.isLocked = decryption === null;
    this.store = new ObjectStore(reader, xref.lookup, decryption);
    const catalog = this.store.resolve(xref.trailer.entries.get('Root'));
    if (catalog.kind !== 'dictionary' || this.get(catalog, 'Pages').kind !== 'dictionary') {
      throw damaged('the catalogue is not where the file says');
    }
    this.catalog = catalog;
  }

  /**
   * Opens a file. Refuses `PDF_EMPTY`, `PDF_NOT_A_PDF`, `PDF_TOO_LARGE`, `PDF_DAMAGED` where even a scan finds no
   * catalogue, `PDF_ENCRYPTED` where the catalogue itself is encrypted, and the bounds on objects and revisions.
   */
  static open(source: ByteSource, options: OpenOptions = {}): Result<PdfDocument> {
    return PdfDocument.openWith(source, options);
  }

  /**
   * Opens the first `size` bytes of this file, as they were before something was appended. Refuses as {@link open}; objects
   * that both have are read once.
   */
  earlier(size: number): Result<PdfDocument> {
    return PdfDocument.openWith(prefixSource(this.source, size), { bounds: this.bounds }, this.reader);
  }

  private static openWith(
    source: ByteSource,
    options: OpenOptions,
    whole?: ObjectReader,
  ): Result<PdfDocument> {
    return attempt(() => {
      const bounds = { ...DEFAULT_BOUNDS, ...options.bounds };
      if (source.size === 0) throw new PdfRefused(pdfRefusals.EMPTY());
      if (source.size > bounds.maxFileBytes) {
        throw new PdfRefused(pdfRefusals.TOO_LARGE({ size: source.size, limit: bounds.maxFileBytes }));
      }
      const header = readHeader(source);
      if (!header) throw new PdfRefused(pdfRefusals.NOT_A_PDF());
      const ends = { header, tail: readTail(source) };
      const reader = new ObjectReader(source, bounds, whole);
      const withXref = (xref: Xref): PdfDocument => new PdfDocument(ends, reader, xref);
      const asWritten = options.rebuild ? undefined : openAsWritten(reader, ends, withXref);
      return asWritten ?? withXref(rebuilt(reader));
    });
  }

  /** The later of the header's version and the catalogue's /Version (ISO 32000-1 §7.2.2 and table 28). */
  get version(): string {
    const stated = nameOf(this.resolve(this.catalog.entries.get('Version')));
    return stated !== undefined && Number(stated) > Number(this.headerVersion) ? stated : this.headerVersion;
  }

  /** Sections, newest first; none where the index was rebuilt. */
  get sections(): readonly XrefSection[] {
    return this.xref.sections;
  }

  /** How the newest revision writes its index; what is appended must write it likewise. */
  get xrefStyle(): 'table' | 'stream' {
    return this.xref.style;
  }

  /** Trailer of the newest section (ISO 32000-1 §7.5.5). */
  get trailer(): PdfDictionary {
    return this.xref.trailer;
  }

  /** What has to be added to an offset written in this file to get an absolute one. */
  get offsetShift(): number {
    return this.xref.shift;
  }

  /** One more than the highest object number in use or promised by /Size. */
  get nextObjectNumber(): number {
    const stated = integerOf(this.trailer.entries.get('Size')) ?? 0;
    return Math.max(stated, this.xref.size, 1);
  }

  /** Both parts of /ID (ISO 32000-1 §14.4); `null` where absent or of another shape. */
  get fileId(): readonly [Buffer, Buffer] | null {
    const id = this.resolve(this.trailer.entries.get('ID'));
    if (id.kind !== 'array') return null;
    const [first, second] = id.items.map((item) => this.resolve(item));
    return first?.kind === 'string' && second?.kind === 'string' ? [first.bytes, second.bytes] : null;
  }

  /** The index was unusable and was replaced by a scan of the file. */
  get isRebuilt(): boolean {
    return this.xref.sections.length === 0;
  }

  /** Rebuilt, or an object read so far was not where the index says, or a stream not as long as it says. */
  get isDamaged(): boolean {
    return this.isRebuilt || this.store.hasDefects;
  }

  /** The file begins as a linearised one does (ISO 32000-1 annex F); an appended file still does. */
  get isLinearized(): boolean {
    return /\/Linearized[\0\t\n\f\r ]+\d/.test(this.source.read(this.headerOffset, 1024).toString('latin1'));
  }

  /** /Count of the page tree's root, which a damaged file may state wrongly; 0 where it is none. */
  get pageCount(): number {
    const root = this.resolve(this.catalog.entries.get('Pages'));
    const count = root.kind === 'dictionary' ? integerOf(this.get(root, 'Count')) : undefined;
    return Math.max(0, count ?? 0);
  }

  /** Newest entry of an object number; `undefined` for a number that the file never used. */
  locate(objectNumber: number): XrefEntry | undefined {
    return this.xref.lookup(objectNumber);
  }

  /**
   * Follows references; the null object where nothing is there, where the generation differs, and for `undefined`.
   *
   * @throws PdfRefused for a broken object, an encrypted object stream, or a bound
   */
  resolve(object: PdfObject | undefined): PdfObject {
    return this.store.resolve(object);
  }

  /** {@link resolve} of an entry of a dictionary. */
  get(dictionary: PdfDictionary, key: string): PdfObject {
    return this.store.resolve(dictionary.entries.get(key));
  }

  /**
   * Decoded data of a stream (ISO 32000-1 §7.3.8), through the filters that `decodeStream` knows.
   *
   * @throws PdfRefused `PDF_ENCRYPTED`, `PDF_UNSUPPORTED_FILTER`, `PDF_DECODED_TOO_LARGE`, `PDF_DAMAGED`
   */
  streamData(stream: PdfStream): Buffer {
    return this.store.streamData(stream);
  }

  /**
   * Data of a stream as they stand in the file, filters not undone.
   *
   * @throws PdfRefused `PDF_ENCRYPTED`, `PDF_DECODED_TOO_LARGE`, `PDF_DAMAGED`
   */
  encodedData(stream: PdfStream): Buffer {
    return this.store.encodedData(stream);
  }

  /** The pages in order, read one by one (ISO 32000-1 §7.7.3). @throws PdfRefused `PDF_TOO_MANY_PAGES`, `PDF_TOO_DEEP` */
  pages(): Iterable<PdfPage> {
    return pageLeaves(this, this.catalog.entries.get('Pages'));
  }

  /** The page at an index from 0; `undefined` past the last. Reads the pages before it. @throws PdfRefused as `pages` */
  page(index: number): PdfPage | undefined {
    let position = 0;
    for (const page of this.pages()) {
      if (position === index) return page;
      position += 1;
    }
    return undefined;
  }

  /** Where the catalogue stands. */
  get catalogReference(): PdfReference | undefined {
    const root = this.trailer.entries.get('Root');
    return root?.kind === 'reference' ? root : undefined;
  }
}

/** Not null, and not a reference to nothing: some writers leave `/Encrypt null`. */
function hasObject(object: PdfObject | undefined, lookup: Xref['lookup']): boolean {
  if (object?.kind !== 'reference') return object !== undefined && object.kind !== 'null';
  const entry = lookup(object.objectNumber);
  return entry !== undefined && entry.type !== 'free';
}

/** The empty user password is tried (ISO 32000-1 §7.6.3.1); whatever is not understood leaves the file locked. */
function decryptionOf(reader: ObjectReader, { trailer, lookup }: Xref): Decryption | undefined {
  const store = new ObjectStore(reader, lookup);
  const entry = trailer.entries.get('Encrypt');
  const opened = attempt(() => {
    const entries = store.resolve(entry);
    const id = store.resolve(trailer.entries.get('ID'));
    const first = id.kind === 'array' ? store.resolve(id.items[0]) : id;
    if (entries.kind !== 'dictionary') return undefined;
    return openDecryption(
      entries,
      entry?.kind === 'reference' ? entry.objectNumber : null,
      first.kind === 'string' ? first.bytes : Buffer.alloc(0),
      (dictionary, key) => store.resolve(dictionary.entries.get(key)),
    );
  });
  return opened.ok ? opened.value : undefined;
}

/** As the file says, with offsets relative to the header, then to the first byte; `undefined` where it is damaged. */
function openAsWritten(
  reader: ObjectReader,
  { header, tail: { startXref } }: FileEnds,
  withXref: (xref: Xref) => PdfDocument,
): PdfDocument | undefined {
  if (startXref === null) return undefined;
  for (const shift of new Set([header.offset, 0])) {
    const opened = attempt(() => withXref(asWritten(reader, startXref, shift)));
    if (opened.ok) return opened.value;
    if (opened.refusal.code !== pdfRefusals.DAMAGED.code) throw new PdfRefused(opened.refusal);
  }
  return undefined;
}

function asWritten(reader: ObjectReader, startXref: number, shift: number): Xref {
  const sections = readXrefChain(reader, startXref, shift);
  const [{ style, trailer }] = sections;
  return {
    sections,
    style,
    trailer,
    shift,
    size: sections.reduce((size, section) => Math.max(size, section.size), 0),
    lookup: lookupOver(sections),
  };
}

function rebuilt(reader: ObjectReader): Xref {
  return { ...rebuildXref(reader), sections: [], shift: 0 };
}
