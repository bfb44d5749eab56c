import { createHash } from 'node:crypto';
import { accept, type Result } from '@libro-firma/kernel';
import type { ByteSource } from './byte-source';
import type { PdfDocument } from './document';
import { Increment } from './increment';
import {
  dictionaryOf,
  pdfArray,
  pdfDictionary,
  pdfName,
  withEntries,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from './objects';
import { attempt, PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { openForSigning } from './signing-document';

/**
 * Validation data of a file: certificates, whole OCSPResponses, CRLs, each as DER (EN 319 142-1 §5.4.2).
 */
export interface SecurityStore {
  readonly certificates: readonly Buffer[];
  readonly ocspResponses: readonly Buffer[];
  readonly crls: readonly Buffer[];
}

/** A store, and which part of it belongs to which signature, by {@link signatureKey}. */
export interface DssDictionary extends SecurityStore {
  readonly perSignature: ReadonlyMap<string, SecurityStore>;
}

const KINDS = [
  { member: 'certificates', all: 'Certs', own: 'Cert' },
  { member: 'ocspResponses', all: 'OCSPs', own: 'OCSP' },
  { member: 'crls', all: 'CRLs', own: 'CRL' },
] as const;

const MAX_STREAMS = 5_000;
const MAX_SIGNATURES = 500;

/** Name of a signature in /VRI: SHA-1 of its /Contents with the padding, in capitals (EN 319 142-1 §5.4.2.3). */
export function signatureKey(contents: Buffer): string {
  return createHash('sha1').update(contents).digest('hex').toUpperCase();
}

/**
 * The DSS dictionary of a document; empty where it has none. Refuses broken streams and passed bounds.
 *
 * @standard ETSI EN 319 142-1 §5.4.2; ISO 32000-2 §12.8.4.3
 */
export function readDssDictionary(document: PdfDocument): Result<DssDictionary> {
  return attempt(() => {
    const store = dictionaryOf(document.get(document.catalog, 'DSS')) ?? pdfDictionary([]);
    const perSignature = new Map<string, SecurityStore>();
    const related = dictionaryOf(document.get(store, 'VRI'));
    for (const [key, value] of [...(related?.entries ?? [])].slice(0, MAX_SIGNATURES)) {
      const own = dictionaryOf(document.resolve(value));
      if (own) perSignature.set(key, readStore(document, own, 'own'));
    }
    return { ...readStore(document, store, 'all'), perSignature };
  });
}

function readStore(document: PdfDocument, dictionary: PdfDictionary, names: 'all' | 'own'): SecurityStore {
  const [certificates = [], ocspResponses = [], crls = []] = KINDS.map((kind) =>
    streamsOf(document, dictionary, kind[names]).map(({ bytes }) => bytes),
  );
  return { certificates, ocspResponses, crls };
}

interface StoredStream {
  readonly item: PdfObject;
  readonly bytes: Buffer;
}

function streamsOf(document: PdfDocument, dictionary: PdfDictionary, key: string): readonly StoredStream[] {
  const array = document.get(dictionary, key);
  if (array.kind !== 'array') return [];
  return array.items.slice(0, MAX_STREAMS).flatMap((item) => {
    const stream = document.resolve(item);
    return stream.kind === 'stream' ? [{ item, bytes: document.streamData(stream) }] : [];
  });
}

/**
 * Adds validation data to a file as an appended revision: what is there stays, what is new is written once, and each
 * signature named in `perSignature` gets a VRI dictionary that points to its part. The bytes to append; none when there
 * is nothing to add.
 *
 * Refuses what cannot be appended to, as `prepareSignature`, but for certification: validation data are no change in
 * the sense of DocMDP (ISO 32000-2 §12.8.2.2.2).
 *
 * @standard ETSI EN 319 142-1 §5.4.2; ISO 32000-2 §12.8.4.3
 */
export function appendDssDictionary(source: ByteSource, additions: DssDictionary): Result<Buffer> {
  const isEmpty = KINDS.every(({ member }) => additions[member].length === 0);
  if (isEmpty && additions.perSignature.size === 0) return accept(Buffer.alloc(0));
  return attempt(() => {
    const document = openForSigning(source);
    const increment = new Increment(document);
    const before = dictionaryOf(document.get(document.catalog, 'DSS')) ?? pdfDictionary([]);
    const streams = new StreamPool(document, increment, before);
    const lists = KINDS.flatMap(({ member, all }) => {
      const given = [additions, ...additions.perSignature.values()].flatMap((store) => store[member]);
      const items = streams.listOf(all, given);
      return items.length > 0 ? [[all, pdfArray(items)] as const] : [];
    });
    const related = relatedData(document, increment, before, additions.perSignature, streams);
    const store = withEntries(before, {
      Type: pdfName('DSS'),
      ...Object.fromEntries(lists),
      ...(related && { VRI: related }),
    });
    place(document, increment, store);
    const bytes = increment.finish();
    if (document.isDamaged) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
    return bytes;
  });
}

/** Streams by their bytes: those of the file, and those that are added. */
class StreamPool {
  private readonly known = new Map<string, PdfObject>();

  constructor(
    private readonly document: PdfDocument,
    private readonly increment: Increment,
    private readonly before: PdfDictionary,
  ) {}

  /** The list `key` of the file with what is new behind it. */
  listOf(key: string, given: readonly Buffer[]): readonly PdfObject[] {
    const items: PdfObject[] = [];
    for (const { item, bytes } of streamsOf(this.document, this.before, key)) {
      this.known.set(identity(bytes), item);
      items.push(item);
    }
    for (const bytes of given) {
      if (this.known.has(identity(bytes))) continue;
      const reference = this.increment.reserve();
      this.increment.writeStream(reference, pdfDictionary([]), bytes);
      this.known.set(identity(bytes), reference);
      items.push(reference);
    }
    return items;
  }

  itemsOf(given: readonly Buffer[]): readonly PdfObject[] {
    const items = given.flatMap((bytes) => this.known.get(identity(bytes)) ?? []);
    return items.filter((item, index) => items.indexOf(item) === index);
  }
}

function identity(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function relatedData(
  document: PdfDocument,
  increment: Increment,
  before: PdfDictionary,
  perSignature: DssDictionary['perSignature'],
  streams: StreamPool,
): PdfReference | PdfDictionary | undefined {
  const old = dictionaryOf(document.get(before, 'VRI'));
  if (perSignature.size === 0) return undefined;
  const added = [...perSignature].map(([key, store]) => {
    const own = KINDS.flatMap((kind) => {
      const items = streams.itemsOf(store[kind.member]);
      return items.length > 0 ? [[kind.own, pdfArray(items)] as const] : [];
    });
    const reference = increment.reserve();
    increment.write(reference, pdfDictionary(own));
    return [key, reference] as const;
  });
  const replaced = new Set(perSignature.keys());
  const kept = [...(old?.entries ?? [])].filter(([key]) => !replaced.has(key));
  return pdfDictionary([...kept, ...added]);
}

/** The store becomes an object of its own, so that the next extension need not write the catalogue again. */
function place(document: PdfDocument, increment: Increment, store: PdfDictionary): void {
  const holder = document.catalog.entries.get('DSS');
  if (holder?.kind === 'reference' && dictionaryOf(document.resolve(holder))) {
    increment.write(holder, store);
    return;
  }
  const { catalogReference } = document;
  if (!catalogReference) throw new PdfRefused(pdfRefusals.DAMAGED_XREF());
  const own = increment.reserve();
  increment.write(own, store);
  increment.write(catalogReference, withEntries(document.catalog, { DSS: own }));
}
