import { TAG, TAG_CLASS } from './tag';
import { writeGeneralizedTime, writeUtcTime } from './time';

const CONSTRUCTED = 0x20;

/** One element of DER: identifier byte, shortest length, content (X.690 §10.1). */
export function element(identifier: number, ...content: readonly Buffer[]): Buffer {
  let length = 0;
  for (const part of content) length += part.length;
  // Written into one allocation: a signature is made of a hundred elements, each inside another.
  const bytes = Buffer.allocUnsafe(1 + lengthSize(length) + length);
  bytes[0] = identifier;
  let position = writeLength(bytes, 1, length);
  for (const part of content) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}

/**
 * Identifier and shortest definite length of an element whose content follows elsewhere.
 *
 * @standard X.690 §8.1.2, §10.1
 */
export function headerBytes(identifier: number, length: number): Buffer {
  return Buffer.concat([Buffer.from([identifier]), lengthBytes(length)]);
}

/**
 * Bytes of the shortest definite length.
 *
 * @standard X.690 §8.1.3, §10.1
 */
export function lengthBytes(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(lengthSize(length));
  writeLength(bytes, 0, length);
  return bytes;
}

function lengthSize(length: number): number {
  if (length < 0x80) return 1;
  let size = 1;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size += 1;
  return size;
}

/** Writes the shortest definite length and says where what follows begins (X.690 §8.1.3, §10.1). */
function writeLength(bytes: Buffer, position: number, length: number): number {
  const size = lengthSize(length);
  if (size === 1) bytes[position] = length;
  else {
    bytes[position] = 0x80 | (size - 1);
    bytes.writeUIntBE(length, position + 1, size - 1);
  }
  return position + size;
}

export const der = {
  sequence: (...parts: readonly Buffer[]): Buffer => element(TAG.sequence | CONSTRUCTED, ...parts),

  /** SET OF: members in ascending order of their encoding (X.690 §11.6), whatever order they are given in. */
  setOf: (members: readonly Buffer[]): Buffer => element(TAG.set | CONSTRUCTED, ...sortSetOf(members)),

  boolean: (value: boolean): Buffer => element(TAG.boolean, Buffer.from([value ? 0xff : 0])),

  null: (): Buffer => Buffer.from([TAG.null, 0]),

  /** INTEGER of any size; a buffer is taken as an unsigned number. */
  integer: (value: bigint | number | Buffer): Buffer => element(TAG.integer, integerBytes(value)),

  enumerated: (value: number): Buffer => element(TAG.enumerated, integerBytes(value)),

  oid: (dotted: string): Buffer => element(TAG.objectIdentifier, oidBytes(dotted)),

  octetString: (bytes: Buffer): Buffer => element(TAG.octetString, bytes),

  bitString: (bytes: Buffer, unusedBits = 0): Buffer =>
    element(TAG.bitString, Buffer.from([unusedBits]), bytes),

  utf8String: (text: string): Buffer => element(TAG.utf8String, Buffer.from(text, 'utf8')),

  printableString: (text: string): Buffer => element(TAG.printableString, Buffer.from(text, 'latin1')),

  ia5String: (text: string): Buffer => element(TAG.ia5String, Buffer.from(text, 'latin1')),

  /** UTCTime to 2049, GeneralizedTime after, as certificates and CMS want (RFC 5280 §4.1.2.5). */
  time: (instant: Date): Buffer =>
    instant.getUTCFullYear() < 2050
      ? element(TAG.utcTime, Buffer.from(writeUtcTime(instant), 'latin1'))
      : der.generalizedTime(instant),

  generalizedTime: (instant: Date): Buffer =>
    element(TAG.generalizedTime, Buffer.from(writeGeneralizedTime(instant), 'latin1')),

  /** `[tag] EXPLICIT` around a whole element. */
  explicit: (tag: number, ...parts: readonly Buffer[]): Buffer =>
    element((TAG_CLASS.context << 6) | CONSTRUCTED | tag, ...parts),

  /** `[tag] IMPLICIT`: the element with its identifier replaced. */
  implicit: (tag: number, whole: Buffer): Buffer => {
    const copy = Buffer.from(whole);
    copy[0] = (TAG_CLASS.context << 6) | ((whole[0] ?? 0) & CONSTRUCTED) | tag;
    return copy;
  },

  /** `[tag]` primitive with this content. */
  contextPrimitive: (tag: number, content: Buffer): Buffer =>
    element((TAG_CLASS.context << 6) | tag, content),
} as const;

/** Members in the order in which DER writes a SET OF (X.690 §11.6). */
export function sortSetOf(members: readonly Buffer[]): readonly Buffer[] {
  return [...members].sort((left, right) => Buffer.compare(left, right));
}

function integerBytes(value: bigint | number | Buffer): Buffer {
  if (Buffer.isBuffer(value)) return unsignedBytes(value);
  const number = BigInt(value);
  if (number >= 0n) {
    const hex = number.toString(16);
    return unsignedBytes(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
  }
  let bytes = 1;
  while (number < -(1n << BigInt(bytes * 8 - 1))) bytes += 1;
  const hex = ((1n << BigInt(bytes * 8)) + number).toString(16);
  return Buffer.from(hex.padStart(bytes * 2, '0'), 'hex');
}

function unsignedBytes(magnitude: Buffer): Buffer {
  let from = 0;
  while (from < magnitude.length - 1 && magnitude[from] === 0) from += 1;
  const shortest = magnitude.subarray(from);
  if (shortest.length === 0) return Buffer.from([0]);
  return (shortest[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), shortest]) : shortest;
}

const MAX_REMEMBERED = 1000;
const oids = new Map<string, Buffer>();

function oidBytes(dotted: string): Buffer {
  const known = oids.get(dotted);
  if (known) return known;
  const [top = 0n, second = 0n, ...rest] = dotted.split('.').map((arc) => BigInt(arc));
  const bytes = Buffer.from([top * 40n + second, ...rest].flatMap(base128));
  if (oids.size < MAX_REMEMBERED) oids.set(dotted, bytes);
  return bytes;
}

function base128(arc: bigint): number[] {
  const bytes = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return bytes;
}
