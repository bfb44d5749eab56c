import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1Prefix, readHeader, type Asn1Header } from '../encoding/ber-reader';
import type { BytesAtRest } from '../encoding/bytes-at-rest';
import { der } from '../encoding/der-writer';
import { TAG, TAG_CLASS, type TagClass } from '../encoding/tag';
import { oidOf } from '../encoding/values';
import { OID } from '../oids';
import { frameSignedData, type Framed } from './frame-signed-data';

/** A SignedData of any size, taken apart without its content. */
export interface SplitSignedData {
  /** The file as a detached one: the frames written anew with definite lengths, each part between them as it stood. */
  readonly frame: Buffer;
  /** Where the EncapsulatedContentInfo stands in the file: start, and one past its end. */
  readonly encapsulated: readonly [start: number, end: number];
  /** Octets of the content in the file, pairs of start and length; undefined for a detached signature. */
  readonly content: readonly number[] | undefined;
}

const LONGEST_HEADER = 16;
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** Writers that stream cut the content into strings, of a thousand bytes at least. */
const MAX_CONTENT_STRINGS = 1_000_000;
const MAX_CONTENT_DEPTH = 8;

/**
 * Takes a ContentInfo with SignedData apart, the content left where it is: memory grows with certificates, revocation
 * data and signers, which are at most 64 MiB, whatever the size of the content. Lengths may be definite or indefinite, the
 * content one string or up to a million.
 *
 * @throws Asn1Error
 * @standard RFC 5652 §3, §5.1, §5.2; X.690 §8.1.3, §8.7
 */
export function splitSignedData(file: BytesAtRest): SplitSignedData {
  const contentInfo = headerOf(file, 0, TAG.sequence, TAG_CLASS.universal);
  const type = partAt(file, contentInfo.contentStart);
  if (oidOf(readAsn1Prefix(type)) !== OID.signedData) {
    throw new Asn1Error('TYPE', 'the content is no SignedData', contentInfo.contentStart);
  }
  const wrapper = headerOf(file, contentInfo.contentStart + type.length, 0, TAG_CLASS.context);
  const signedData = headerOf(file, wrapper.contentStart, TAG.sequence, TAG_CLASS.universal);
  const version = partAt(file, signedData.contentStart);
  const digests = partAt(file, signedData.contentStart + version.length);
  const start = signedData.contentStart + version.length + digests.length;
  const { contentType, content, end } = readEncapsulated(file, start);
  const rest = partsUntil(file, end, endOf(signedData));
  const parts = der.sequence(version, digests, der.sequence(contentType), ...rest);
  return { frame: der.sequence(type, der.explicit(0, parts)), encapsulated: [start, end], content };
}

/**
 * What stands before and behind the EncapsulatedContentInfo of the file that {@link splitSignedData} read, once the frame
 * has been edited: together with the bytes that stood there they are the new file.
 *
 * @throws Asn1Error when the frame is no SignedData
 * @standard RFC 5652 §5.1
 */
export function framesAround(frame: Buffer, encapsulatedSize: number): Framed {
  const [version, digests, , ...rest] = readAsn1Prefix(frame).child(1).only().children();
  if (!version || !digests) throw new Asn1Error('TYPE', 'the frame is no SignedData', 0);
  const start = Buffer.concat([version.bytes, digests.bytes]);
  return frameSignedData(start, encapsulatedSize, Buffer.concat(rest.map(({ bytes }) => bytes)));
}

interface Encapsulated {
  /** The element itself. */
  readonly contentType: Buffer;
  readonly content: readonly number[] | undefined;
  readonly end: number;
}

function readEncapsulated(file: BytesAtRest, start: number): Encapsulated {
  const header = headerOf(file, start, TAG.sequence, TAG_CLASS.universal);
  const contentType = partAt(file, header.contentStart);
  const at = header.contentStart + contentType.length;
  if (isOver(file, header, at)) return { contentType, content: undefined, end: ended(file, header, at) };
  const wrapper = headerOf(file, at, 0, TAG_CLASS.context);
  const walk = new ContentWalk(file);
  // PKCS#7 1.5 (RFC 2315 §7) allowed any type here; its content octets were signed.
  const content = headerAt(file, wrapper.contentStart);
  const isString = content.tagClass === TAG_CLASS.universal && content.tag === TAG.octetString;
  const behind = isString ? walk.string(content, 0) : walk.octets(content);
  const end = ended(file, header, ended(file, wrapper, behind));
  return { contentType, content: walk.ranges, end };
}

/** Finds the octets of a content, however it is cut. */
class ContentWalk {
  readonly ranges: number[] = [];

  constructor(private readonly file: BytesAtRest) {}

  /** Takes an OCTET STRING and says where what follows it begins. */
  string(header: Asn1Header, depth: number): number {
    if (!header.constructed) return this.octets(header);
    if (depth >= MAX_CONTENT_DEPTH) throw new Asn1Error('DEPTH', 'content nested too deeply', header.start);
    let at = header.contentStart;
    while (!isOver(this.file, header, at)) {
      at = this.string(headerOf(this.file, at, TAG.octetString, TAG_CLASS.universal), depth + 1);
    }
    return ended(this.file, header, at);
  }

  octets(header: Asn1Header): number {
    const end = endOf(header);
    if (end === undefined) throw new Asn1Error('LENGTH', 'content without a length', header.start);
    if (end > this.file.size) throw new Asn1Error('TRUNCATED', 'the content ends early', header.start);
    if (this.ranges.length >= 2 * MAX_CONTENT_STRINGS) {
      throw new Asn1Error('COUNT', 'the content is cut too small', header.start);
    }
    if (end > header.contentStart) this.ranges.push(header.contentStart, end - header.contentStart);
    return end;
  }
}

/** Whole elements from here to the end of what they stand in. */
function partsUntil(file: BytesAtRest, start: number, end: number | undefined): readonly Buffer[] {
  const last = Math.min(end ?? file.size, file.size);
  if (last - start > MAX_PART_BYTES)
    throw new Asn1Error('SIZE', 'more than 64 MiB beside the content', start);
  const bytes = file.read(start, last - start);
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    if (end !== undefined && at >= end - start) return parts;
    const part = readAsn1Prefix(bytes.subarray(at));
    if (end === undefined && isEndOfContents(part.bytes)) return parts;
    parts.push(part.bytes);
    at += part.end;
  }
}

/** A small element with all its bytes, such as a type or a set of digests. */
function partAt(file: BytesAtRest, position: number): Buffer {
  const header = headerAt(file, position);
  const wanted = header.length === undefined ? PART_PROBE : header.contentStart - position + header.length;
  if (wanted > PART_PROBE) throw new Asn1Error('SIZE', 'a part before the content is too large', position);
  return readAsn1Prefix(file.read(position, wanted)).bytes;
}

const PART_PROBE = 64 * 1024;

function headerAt(file: BytesAtRest, position: number): Asn1Header {
  const bytes = file.read(position, LONGEST_HEADER);
  const header = readHeader(bytes, 0, bytes.length);
  return { ...header, start: position, contentStart: position + header.contentStart };
}

function headerOf(file: BytesAtRest, position: number, tag: number, tagClass: TagClass): Asn1Header {
  const header = headerAt(file, position);
  if (header.tag !== tag || header.tagClass !== tagClass) {
    throw new Asn1Error('TYPE', 'another element is expected here', position);
  }
  return header;
}

function endOf({ contentStart, length }: Asn1Header): number | undefined {
  return length === undefined ? undefined : contentStart + length;
}

/** True where the parts of an element end: by its length, or by the end-of-contents. */
function isOver(file: BytesAtRest, header: Asn1Header, position: number): boolean {
  const end = endOf(header);
  return end === undefined ? isEndOfContents(file.read(position, 2)) : position >= end;
}

/** Where the element ends whose parts end at `position`. */
function ended(file: BytesAtRest, header: Asn1Header, position: number): number {
  const end = endOf(header);
  if (end === undefined ? !isEndOfContents(file.read(position, 2)) : end !== position) {
    throw new Asn1Error('LENGTH', 'an element does not end with its parts', header.start);
  }
  return end ?? position + 2;
}

function isEndOfContents(bytes: Buffer): boolean {
  return bytes.length === 2 && bytes[0] === 0 && bytes[1] === 0;
}
