import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bufferSource, concatSource, fileSource, hashSource, prefixSource } from './byte-source';

describe('byte sources', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pdf-source-'));
  const bytes = Buffer.alloc(300_000, 0).map((_byte, index) => (index * 31) & 0xff) as Buffer;
  const path = join(directory, 'bytes');
  writeFileSync(path, bytes);
  const file = fileSource(path);
  afterAll(() => {
    file.close();
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['a file', () => file],
    ['a buffer', () => bufferSource(bytes)],
    [
      'a base with its increment',
      () => concatSource(bufferSource(bytes.subarray(0, 70_000)), bytes.subarray(70_000)),
    ],
    ['a prefix', () => prefixSource(bufferSource(Buffer.concat([bytes, bytes])), bytes.length)],
  ])('read the bytes that are there and no more: %s', (_name, open) => {
    const source = open();
    expect(source.size).toBe(bytes.length);
    fc.assert(
      fc.property(
        fc.integer({ min: -10, max: 310_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        (at, length) => {
          const from = Math.max(0, at);
          expect(source.read(at, length).equals(bytes.subarray(from, Math.max(from, at + length)))).toBe(
            true,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a file', () => file],
    ['a file with its increment', () => concatSource(prefixSource(file, 70_000), bytes.subarray(70_000))],
    ['a buffer', () => bufferSource(bytes)],
  ])('are hashed to what was read: %s', (_name, open) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300_000 }),
        fc.integer({ min: 0, max: 310_000 }),
        (at, length) => {
          const hashes = [createHash('sha256'), createHash('sha512')] as const;
          hashSource(open(), at, length, hashes);
          const expected = bytes.subarray(at, at + length);
          expect(hashes[0].digest()).toEqual(createHash('sha256').update(expected).digest());
          expect(hashes[1].digest()).toEqual(createHash('sha512').update(expected).digest());
        },
      ),
      { numRuns: 50 },
    );
  });

  it('may be closed twice', () => {
    const again = fileSource(path);
    again.close();
    expect(() => again.close()).not.toThrow();
  });
});
