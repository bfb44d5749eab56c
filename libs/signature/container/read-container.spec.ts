import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { DEFAULT_CONTAINER_BOUNDS, readContainer } from './read-container';

interface Member {
  readonly name: string;
  readonly data: Buffer;
  readonly localName?: string;
  /** What the local header says of the size. */
  readonly localSize?: number;
  readonly statedSize?: number;
  readonly encrypted?: boolean;
  /** Place of another member's header instead of its own. */
  readonly at?: number;
}

/** Writes a ZIP by hand, so that it can lie. */
function zip(...members: readonly Member[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const packed = deflateRawSync(member.data);
    const size = member.statedSize ?? member.data.length;
    const header = (name: string, own: number): Buffer => {
      const fields = Buffer.alloc(26);
      fields.writeUInt16LE(20, 0);
      fields.writeUInt16LE(member.encrypted === true ? 1 : 0, 2);
      fields.writeUInt16LE(8, 4);
      fields.writeUInt32LE(crc32(member.data), 10);
      fields.writeUInt32LE(packed.length, 14);
      fields.writeUInt32LE(own, 18);
      fields.writeUInt16LE(Buffer.byteLength(name), 22);
      return fields;
    };
    const localName = member.localName ?? member.name;
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      header(localName, member.localSize ?? size),
      Buffer.from(localName),
      packed,
    ]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(member.at ?? offset, 10);
    directory.push(
      Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
      header(member.name, size),
      tail,
      Buffer.from(member.name),
    );
    pieces.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const text = (name: string, more: Partial<Member> = {}): Member => ({
  name,
  data: Buffer.from('testo'),
  ...more,
});
const codeOf = async (bytes: Buffer, bounds = DEFAULT_CONTAINER_BOUNDS): Promise<string> => {
  const read = await readContainer(bytes, bounds);
  return read.ok ? 'READ' : read.refusal.code;
};

describe('a container', () => {
  it('gives its files as they are, without folders', async () => {
    const read = await readContainer(
      zip(text('mimetype'), { name: 'a/', data: Buffer.alloc(0) }, text('a/b.txt')),
    );
    expect(read.ok && [...read.value.files.keys()]).toEqual(['mimetype', 'a/b.txt']);
    expect(read.ok && read.value.files.get('a/b.txt')?.toString()).toBe('testo');
    expect(read.ok && read.value.isTyped).toBe(false); // packed, so that nobody can read the type at byte 38
  });

  it.each([
    ['two files of one name', zip(text('a'), text('a')), 'CONTAINER_DUPLICATE_NAME'],
    ['a local header with another name', zip(text('a', { localName: 'b' })), 'CONTAINER_HEADERS_DIFFER'],
    ['a local header with another size', zip(text('a', { localSize: 4 })), 'CONTAINER_HEADERS_DIFFER'],
    [
      'two names for the same bytes',
      zip(text('a'), text('a2', { localName: 'a2', at: 0 })),
      'CONTAINER_HEADERS_DIFFER',
    ],
    ['an encrypted file', zip(text('a', { encrypted: true })), 'CONTAINER_ENCRYPTED'],
    ['a parent folder in a name', zip(text('../a')), 'CONTAINER_NOT_READABLE'],
    ['an absolute name', zip(text('/a')), 'CONTAINER_NOT_READABLE'],
    ['a drive in a name', zip(text('C:/a')), 'CONTAINER_NOT_READABLE'],
    ['a backslash in a name', zip(text('a\\b')), 'CONTAINER_NOT_READABLE'],
    ['a size that lies', zip(text('a', { statedSize: 3 })), 'CONTAINER_NOT_READABLE'],
    ['no end', zip(text('a')).subarray(0, -10), 'CONTAINER_NOT_READABLE'],
    ['a file that packs too well', zip({ name: 'a', data: Buffer.alloc(8_000_000) }), 'CONTAINER_TOO_LARGE'],
  ])('with %s is refused', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('is refused past its bounds, before it is unpacked', async () => {
    const many = zip(text('a'), text('b'), text('c'));
    expect(await codeOf(many, { ...DEFAULT_CONTAINER_BOUNDS, maxFiles: 2 })).toBe('CONTAINER_TOO_LARGE');
    expect(await codeOf(many, { ...DEFAULT_CONTAINER_BOUNDS, maxUnpackedBytes: 12 })).toBe(
      'CONTAINER_TOO_LARGE',
    );
    expect(await codeOf(many, { ...DEFAULT_CONTAINER_BOUNDS, maxBytes: 100 })).toBe('CONTAINER_TOO_LARGE');
  });

  it('that is damaged anywhere is read or refused, and never throws', async () => {
    const bytes = zip(text('mimetype'), text('a.txt'), text('META-INF/signature.p7s'));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (place, value) => {
        const damaged = Buffer.from(bytes);
        damaged[place] = value;
        expect(await codeOf(damaged)).toMatch(/^READ$|^CONTAINER_/);
      }),
      { numRuns: 500 },
    );
  });
});
