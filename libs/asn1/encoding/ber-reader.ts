import { Asn1Error } from './asn1-error';
import { TAG, TAG_CLASS, type TagClass } from './tag';

/** What a reader will stand at most; past it an `Asn1Error` with fault SIZE, DEPTH or COUNT. */
export interface Asn1Bounds {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Elements read in all, over the whole tree. */
  readonly maxNodes: number;
}

export const DEFAULT_BOUNDS: Asn1Bounds = { maxBytes: 512 * 1024 * 1024, maxDepth: 64, maxNodes: 250_000 };

/** Bounds and the count so far, shared by all elements of one tree. */
interface Budget {
  readonly bounds: Asn1Bounds;
  nodes: number;
}

/** Identifier and length of an element, and where they stand. */
export interface Asn1Header {
  readonly start: number;
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly constructed: boolean;
  readonly contentStart: number;
  /** Bytes of content, or undefined for the indefinite form. */
  readonly length: number | undefined;
}

const MAX_LENGTH_BYTES = 6; // 2^48: beyond any buffer, still an exact number
const MAX_TAG_BYTES = 4;

/**
 * One element of BER or DER (X.690). Holds positions in the buffer it was read from and copies nothing;
 * children are read when they are first asked for.
 */
export class Asn1Node {
  private kids: readonly Asn1Node[] | undefined;

  constructor(
    readonly source: Buffer,
    private readonly header: Asn1Header,
    /** One past the last byte, end-of-contents of the indefinite form included. */
    readonly end: number,
    private readonly depth: number,
    private readonly budget: Budget,
    kids?: readonly Asn1Node[],
  ) {
    this.kids = kids;
  }

  /** Offset of the first byte in the buffer. */
  get start(): number {
    return this.header.start;
  }

  get tagClass(): TagClass {
    return this.header.tagClass;
  }

  get tag(): number {
    return this.header.tag;
  }

  get constructed(): boolean {
    return this.header.constructed;
  }

  get indefinite(): boolean {
    return this.header.length === undefined;
  }

  /** The element as it stands in the buffer, header included; a view, not a copy. */
  get bytes(): Buffer {
    return this.source.subarray(this.start, this.end);
  }

  /** The content as it stands in the buffer, without the end-of-contents of the indefinite form. */
  get content(): Buffer {
    return this.source.subarray(this.header.contentStart, this.indefinite ? this.end - 2 : this.end);
  }

  /** True for the universal tag of this number. */
  isUniversal(tag: number): boolean {
    return this.tagClass === TAG_CLASS.universal && this.tag === tag;
  }

  /** True for the context-specific tag of this number. */
  isContext(tag: number): boolean {
    return this.tagClass === TAG_CLASS.context && this.tag === tag;
  }

  /**
   * Elements inside this one.
   *
   * @throws Asn1Error when this is primitive, or its content is not a run of whole elements.
   */
  children(): readonly Asn1Node[] {
    if (this.kids) return this.kids;
    if (!this.constructed) throw new Asn1Error('TYPE', 'a primitive element has no parts', this.start);
    const kids: Asn1Node[] = [];
    let at = this.header.contentStart;
    while (at < this.end) {
      const kid = readNode(this.source, at, this.end, this.depth + 1, this.budget);
      if (isEndOfContents(kid)) throw new Asn1Error('VALUE', 'end of contents where none may stand', at);
      kids.push(kid);
      at = kid.end;
    }
    this.kids = kids;
    return kids;
  }

  /** @throws Asn1Error when there is no child at this place. */
  child(index: number): Asn1Node {
    const kid = this.children()[index];
    if (!kid) throw new Asn1Error('VALUE', `part ${index} is missing`, this.start);
    return kid;
  }

  /** The single element inside an explicitly tagged one. */
  only(): Asn1Node {
    if (this.children().length !== 1) throw new Asn1Error('VALUE', 'exactly one part expected', this.start);
    return this.child(0);
  }
}

/**
 * Reads the element at the start of `buffer`; bytes after it are left alone (see `end`).
 *
 * @throws Asn1Error
 * @standard X.690 §8.1
 */
export function readAsn1Prefix(buffer: Buffer, bounds: Partial<Asn1Bounds> = {}): Asn1Node {
  const all = { ...DEFAULT_BOUNDS, ...bounds };
  if (buffer.length > all.maxBytes) throw new Asn1Error('SIZE', `more than ${all.maxBytes} bytes`, 0);
  return readNode(buffer, 0, buffer.length, 0, { bounds: all, nodes: 0 });
}

/**
 * Reads `buffer` as exactly one element.
 *
 * @throws Asn1Error, with fault TRAILING when bytes follow the element.
 * @standard X.690 §8.1
 */
export function readAsn1(buffer: Buffer, bounds: Partial<Asn1Bounds> = {}): Asn1Node {
  const node = readAsn1Prefix(buffer, bounds);
  if (node.end !== buffer.length) throw new Asn1Error('TRAILING', 'bytes follow the structure', node.end);
  return node;
}

function readNode(source: Buffer, start: number, limit: number, depth: number, budget: Budget): Asn1Node {
  if (depth > budget.bounds.maxDepth) throw new Asn1Error('DEPTH', 'nested too deeply', start);
  budget.nodes += 1;
  if (budget.nodes > budget.bounds.maxNodes) throw new Asn1Error('COUNT', 'too many elements', start);
  const header = readHeader(source, start, limit);
  if (header.length !== undefined) {
    const end = header.contentStart + header.length;
    if (end > limit) throw new Asn1Error('TRUNCATED', 'the element is longer than its container', start);
    return new Asn1Node(source, header, end, depth, budget);
  }
  // The end of the indefinite form is only known once its parts are: they are read now and kept, so that
  // nested indefinite forms cost one pass in all.
  const kids: Asn1Node[] = [];
  let at = header.contentStart;
  for (;;) {
    const kid = readNode(source, at, limit, depth + 1, budget);
    at = kid.end;
    if (isEndOfContents(kid)) return new Asn1Node(source, header, at, depth, budget, kids);
    kids.push(kid);
  }
}

function isEndOfContents(node: Asn1Node): boolean {
  return node.isUniversal(TAG.endOfContents) && !node.constructed && node.end - node.start === 2;
}

/**
 * Identifier and length at `start`, of which nothing lies past `limit`.
 *
 * @throws Asn1Error
 * @standard X.690 §8.1.2, §8.1.3
 */
export function readHeader(source: Buffer, start: number, limit: number): Asn1Header {
  let at = start;
  const next = (): number => {
    const byte = at < limit ? source[at] : undefined;
    if (byte === undefined) throw new Asn1Error('TRUNCATED', 'the data ends inside a header', at);
    at += 1;
    return byte;
  };
  const first = next();
  const tagClass = (first >> 6) as TagClass;
  const constructed = (first & 0x20) !== 0;
  const tag = (first & 0x1f) === 0x1f ? readLongTag(next, start) : first & 0x1f;
  const lengthByte = next();
  if (lengthByte === 0x80) {
    if (!constructed) throw new Asn1Error('LENGTH', 'indefinite length of a primitive element', start);
    return { start, tagClass, tag, constructed, contentStart: at, length: undefined };
  }
  let length = lengthByte;
  if (lengthByte > 0x80) {
    const count = lengthByte & 0x7f;
    if (count > MAX_LENGTH_BYTES) throw new Asn1Error('LENGTH', 'length of too many bytes', start);
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + next();
  }
  return { start, tagClass, tag, constructed, contentStart: at, length };
}

function readLongTag(next: () => number, start: number): number {
  let tag = 0;
  for (let i = 0; i < MAX_TAG_BYTES; i += 1) {
    const byte = next();
    tag = tag * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return tag;
  }
  throw new Asn1Error('VALUE', 'tag number too large', start);
}
