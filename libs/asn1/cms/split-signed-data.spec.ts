import fc from 'fast-check';
import { Asn1Error, der, element, framesAround, OID, readSignedData, splitSignedData } from '../index';

const END = Buffer.from([0, 0]);
const header = (identifier: number): Buffer => Buffer.from([identifier, 0x80]);
/** A constructed element with definite or indefinite length. */
const wrapped = (identifier: number, isIndefinite: boolean, ...parts: readonly Buffer[]): Buffer =>
  isIndefinite
    ? Buffer.concat([header(identifier), ...parts, END])
    : element(identifier, Buffer.concat(parts));

interface Shape {
  /** Of ContentInfo, its content, SignedData, EncapsulatedContentInfo, its content, the string. */
  readonly indefinite: readonly boolean[];
  readonly content: readonly Buffer[] | undefined;
  readonly isCut: boolean;
}

const SIGNER = der.sequence(
  der.integer(1),
  der.sequence(der.sequence(), der.integer(7)),
  der.sequence(der.oid(OID.sha256)),
  der.sequence(der.oid('1.2.840.113549.1.1.1')),
  der.octetString(Buffer.alloc(40, 0xa5)),
);
const CERTIFICATES = element(0xa0, der.sequence(der.integer(1)));

function written({ indefinite, content, isCut }: Shape): Buffer {
  const [info = false, explicit = false, signed = false, encapsulated = false, inner = false, cut = false] =
    indefinite;
  const octets = (): Buffer =>
    isCut
      ? wrapped(0x24, cut, ...(content ?? []).map((piece) => der.octetString(piece)))
      : der.octetString(Buffer.concat(content ?? []));
  const eContent = content ? [wrapped(0xa0, inner, octets())] : [];
  const encap = wrapped(0x30, encapsulated, der.oid(OID.data), ...eContent);
  const digests = der.setOf([der.sequence(der.oid(OID.sha256))]);
  const signedData = wrapped(
    0x30,
    signed,
    der.integer(1),
    digests,
    encap,
    CERTIFICATES,
    element(0x31, SIGNER),
  );
  return wrapped(0x30, info, der.oid(OID.signedData), wrapped(0xa0, explicit, signedData));
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  indefinite: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  content: fc.option(
    fc.array(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      { maxLength: 6 },
    ),
    { nil: undefined },
  ),
  isCut: fc.boolean(),
});

const atRest = (bytes: Buffer): { size: number; read: (position: number, length: number) => Buffer } => ({
  size: bytes.length,
  read: (position, length) => bytes.subarray(position, position + length),
});

const octetsOf = (file: Buffer, ranges: readonly number[]): Buffer => {
  const found: Buffer[] = [];
  for (let at = 0; at < ranges.length; at += 2) {
    const [start = 0, length = 0] = ranges.slice(at, at + 2);
    found.push(file.subarray(start, start + length));
  }
  return Buffer.concat(found);
};

describe('a SignedData taken apart', () => {
  it('says what the whole says, however lengths and content are written', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const file = written(shape);
        const split = splitSignedData(atRest(file));
        const [whole, frame] = [readSignedData(file), readSignedData(split.frame)];
        expect(split.content && octetsOf(file, split.content)).toEqual(whole.content);
        expect(frame.content).toBeUndefined();
        expect(frame.contentType).toBe(whole.contentType);
        expect(frame.signers.map(({ node }) => node.bytes)).toEqual([SIGNER]);
        expect(frame.certificateSet?.bytes).toEqual(CERTIFICATES);
      }),
    );
  });

  it('is put together again around the bytes that it encapsulated', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const file = written(shape);
        const { frame, encapsulated } = splitSignedData(atRest(file));
        const kept = file.subarray(...encapsulated);
        const { head, tail } = framesAround(frame, kept.length);
        const again = readSignedData(Buffer.concat([head, kept, tail]));
        expect(again.content).toEqual(readSignedData(file).content);
        expect(again.node.child(2).bytes).toEqual(kept);
        expect(again.signers.map(({ node }) => node.bytes)).toEqual([SIGNER]);
      }),
    );
  });

  it('is read or refused as ASN.1 where a byte is another or the end is missing', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        (shape, place, value, isShort) => {
          const file = Buffer.from(written(shape));
          const at = place % file.length;
          if (!isShort) file[at] = value;
          try {
            splitSignedData(atRest(isShort ? file.subarray(0, at) : file));
          } catch (fault) {
            expect(fault).toBeInstanceOf(Asn1Error);
          }
        },
      ),
    );
  });

  it('reads no more than headers of a content of terabytes, and refuses what is not there', () => {
    const size = 2 ** 42;
    const plain = written({ indefinite: [], content: [], isCut: false });
    const { encapsulated, frame } = splitSignedData(atRest(plain));
    // The encapsulated content with a string of 4 TiB in place of none.
    const long = (identifier: number, length: number): Buffer => {
      const bytes = Buffer.from([identifier, 0x86, 0, 0, 0, 0, 0, 0]);
      bytes.writeUIntBE(length, 2, 6);
      return bytes;
    };
    const oid = der.oid(OID.data);
    const start = Buffer.concat([
      long(0x30, oid.length + 16 + size),
      oid,
      long(0xa0, 8 + size),
      long(4, size),
    ]);
    const { head, tail } = framesAround(frame, start.length + size);
    const before = Buffer.concat([head, start]);
    let read = 0;
    const file = {
      size: before.length + size + tail.length,
      read(position: number, length: number): Buffer {
        read += length;
        return position < before.length
          ? before.subarray(position, position + length)
          : tail.subarray(position - before.length - size).subarray(0, length);
      },
    };
    expect(splitSignedData(file).content).toEqual([before.length, size]);
    expect(read).toBeLessThan(1024);
    expect(encapsulated[1]).toBeGreaterThan(encapsulated[0]);
    expect(() => splitSignedData({ ...file, size: 10_000 })).toThrow(Asn1Error);
  });
});
