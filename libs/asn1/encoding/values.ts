import { Asn1Error } from './asn1-error';
import { type Asn1Node } from './ber-reader';
import { readCalendar } from './time';
import { TAG, TAG_CLASS } from './tag';

const MAX_INTEGER_BYTES = 4096;

/**
 * Parts of a SEQUENCE.
 *
 * @throws Asn1Error when the element is something else.
 * @standard X.690 §8.9
 */
export function sequenceOf(node: Asn1Node): readonly Asn1Node[] {
  return expectUniversal(node, TAG.sequence, 'SEQUENCE').children();
}

/**
 * Members of a SET.
 *
 * @throws Asn1Error when the element is something else.
 * @standard X.690 §8.11
 */
export function setOf(node: Asn1Node): readonly Asn1Node[] {
  return expectUniversal(node, TAG.set, 'SET').children();
}

/** Dotted form of an OBJECT IDENTIFIER (X.690 §8.19). @throws Asn1Error */
export function oidOf(node: Asn1Node): string {
  const { content } = expectPrimitive(node, TAG.objectIdentifier, 'OBJECT IDENTIFIER');
  return oidFromContent(content, node.start);
}

function oidFromContent(content: Buffer, offset: number): string {
  if (content.length === 0 || content.length > 128) {
    throw new Asn1Error('VALUE', 'OBJECT IDENTIFIER of impossible length', offset);
  }
  const arcs: (number | bigint)[] = [];
  let arc: number | bigint = 0;
  let last = 0;
  for (const byte of content) {
    last = byte;
    // Arcs of UUIDs pass 2^53: they go on as big integers.
    arc =
      typeof arc === 'number' && arc < 2 ** 40
        ? arc * 128 + (byte & 0x7f)
        : BigInt(arc) * 128n + BigInt(byte & 0x7f);
    if ((byte & 0x80) === 0) {
      arcs.push(arc);
      arc = 0;
    }
  }
  if ((last & 0x80) !== 0) throw new Asn1Error('VALUE', 'OBJECT IDENTIFIER ends inside an arc', offset);
  const [first = 0, ...rest] = arcs;
  const top = first < 40 ? 0 : first < 80 ? 1 : 2;
  const second = typeof first === 'bigint' ? first - 80n : first - top * 40;
  return [top, second, ...rest].join('.');
}

/**
 * INTEGER or ENUMERATED of any size.
 *
 * @throws Asn1Error
 * @standard X.690 §8.3, §8.4
 */
export function integerOf(node: Asn1Node): bigint {
  const content = integerContent(node);
  const magnitude = BigInt(`0x${content.toString('hex')}`);
  return (content[0] ?? 0) & 0x80 ? magnitude - (1n << BigInt(content.length * 8)) : magnitude;
}

/**
 * INTEGER or ENUMERATED that fits 32 bits.
 *
 * @throws Asn1Error
 * @standard X.690 §8.3, §8.4
 */
export function smallIntegerOf(node: Asn1Node): number {
  const content = integerContent(node);
  if (content.length > 4) throw new Asn1Error('VALUE', 'INTEGER too large here', node.start);
  return content.readIntBE(0, content.length);
}

function integerContent(node: Asn1Node): Buffer {
  if (!node.isUniversal(TAG.integer) && !node.isUniversal(TAG.enumerated)) {
    throw new Asn1Error('TYPE', 'INTEGER expected', node.start);
  }
  if (node.constructed) throw new Asn1Error('TYPE', 'INTEGER cannot be constructed', node.start);
  const { content } = node;
  if (content.length === 0 || content.length > MAX_INTEGER_BYTES) {
    throw new Asn1Error('VALUE', 'INTEGER of impossible length', node.start);
  }
  return content;
}

/**
 * BOOLEAN; BER's other values of true are true.
 *
 * @throws Asn1Error
 * @standard X.690 §8.2
 */
export function booleanOf(node: Asn1Node): boolean {
  const { content } = expectPrimitive(node, TAG.boolean, 'BOOLEAN');
  if (content.length !== 1) throw new Asn1Error('VALUE', 'BOOLEAN of impossible length', node.start);
  return content[0] !== 0;
}

/**
 * The bytes of an OCTET STRING. A view of the buffer for the primitive form; the segments of the constructed
 * form (X.690 §8.7) are put together in a new buffer.
 *
 * @throws Asn1Error
 */
export function octetsOf(node: Asn1Node): Buffer {
  return octetContent(expectUniversal(node, TAG.octetString, 'OCTET STRING'));
}

/**
 * As {@link octetsOf}, for an OCTET STRING that is implicitly tagged.
 *
 * @standard X.690 §8.7
 */
export function octetContent(node: Asn1Node): Buffer {
  return node.constructed ? Buffer.concat(octetSegments(node)) : node.content;
}

/**
 * Segments of an OCTET STRING in order, each a view of the buffer.
 *
 * @throws Asn1Error
 * @standard X.690 §8.7
 */
export function octetSegments(node: Asn1Node): readonly Buffer[] {
  if (!node.constructed) return [node.content];
  return node.children().flatMap((part) => {
    if (!part.isUniversal(TAG.octetString)) {
      throw new Asn1Error('TYPE', 'segment of an OCTET STRING expected', part.start);
    }
    return octetSegments(part);
  });
}

export interface BitString {
  readonly bytes: Buffer;
  readonly unusedBits: number;
}

/** BIT STRING (X.690 §8.6) in its primitive form, the only one that DER knows. @throws Asn1Error */
export function bitStringOf(node: Asn1Node): BitString {
  return bitStringContent(expectUniversal(node, TAG.bitString, 'BIT STRING'));
}

/**
 * As {@link bitStringOf}, for a BIT STRING that is implicitly tagged.
 *
 * @standard X.690 §8.6
 */
export function bitStringContent(node: Asn1Node): BitString {
  const unusedBits = node.content[0];
  if (node.constructed || unusedBits === undefined || unusedBits > 7) {
    throw new Asn1Error('VALUE', 'BIT STRING not readable', node.start);
  }
  return { bytes: node.content.subarray(1), unusedBits };
}

/**
 * Numbers of the bits that are set, the first bit being 0.
 *
 * @standard X.680 §22
 */
export function namedBits({ bytes, unusedBits }: BitString): readonly number[] {
  const bits: number[] = [];
  const count = Math.min(bytes.length * 8 - unusedBits, 64);
  for (let bit = 0; bit < count; bit += 1) {
    if (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) bits.push(bit);
  }
  return bits;
}

/**
 * Text of any of the character string types. Bytes outside the type's alphabet do not stop the reading.
 *
 * @standard X.690 §8.23
 */
export function textOf(node: Asn1Node): string {
  const text = node.tagClass === TAG_CLASS.universal ? decodeText(node.tag, node) : undefined;
  if (text === undefined) throw new Asn1Error('TYPE', 'character string expected', node.start);
  return text;
}

function decodeText(tag: number, node: Asn1Node): string | undefined {
  const content = node.constructed ? Buffer.alloc(0) : node.content;
  switch (tag) {
    case TAG.utf8String:
      return content.toString('utf8');
    case TAG.printableString:
    case TAG.teletexString: // in practice written as Latin-1
    case TAG.ia5String:
    case TAG.numericString:
    case TAG.visibleString:
      return content.toString('latin1');
    case TAG.bmpString:
      return Buffer.from(content.subarray(0, content.length & ~1))
        .swap16()
        .toString('utf16le');
    case TAG.universalString:
      return universalText(content);
    default:
      return undefined;
  }
}

function universalText(content: Buffer): string {
  let text = '';
  for (let at = 0; at + 4 <= content.length; at += 4) {
    const point = content.readUInt32BE(at);
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}

/** Instant of a UTCTime or GeneralizedTime; two-digit years by RFC 5280 §4.1.2.5.1. @throws Asn1Error */
export function timeOf(node: Asn1Node): Date {
  const short = node.isUniversal(TAG.utcTime);
  if ((!short && !node.isUniversal(TAG.generalizedTime)) || node.constructed || node.content.length > 40) {
    throw new Asn1Error('TYPE', 'UTCTime or GeneralizedTime expected', node.start);
  }
  const instant = readCalendar(node.content.toString('latin1'), short);
  if (!instant) throw new Asn1Error('VALUE', 'time not readable', node.start);
  return instant;
}

function expectUniversal(node: Asn1Node, tag: number, name: string): Asn1Node {
  if (!node.isUniversal(tag)) throw new Asn1Error('TYPE', `${name} expected`, node.start);
  return node;
}

function expectPrimitive(node: Asn1Node, tag: number, name: string): Asn1Node {
  if (node.constructed) throw new Asn1Error('TYPE', `${name} cannot be constructed`, node.start);
  return expectUniversal(node, tag, name);
}
