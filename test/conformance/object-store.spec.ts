import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import {
  ObjectMissing,
  type ObjectStore,
  ObjectTooLarge,
  openObjectStore,
  openPassingStore,
  type PassingStore,
} from '../../src/platform/storage';

jest.setTimeout(120_000);

const MB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

interface Place {
  readonly store: ObjectStore;
  readonly passing: PassingStore;
  /** Names of everything that is stored, other than probes and files under way. */
  names(): Promise<string[]>;
  /** What puts that did not end left in the store or in the temporary folder. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

async function aFolder(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'libro-firma-store-'));
  const list = async (below: string) => readdir(join(folder, below)).catch(() => [] as string[]);
  return {
    store: openObjectStore(`file://${folder}`),
    passing: openPassingStore(`file://${folder}`),
    names: async () => {
      const groups = (await list('')).filter((name) => /^[0-9a-f]{2}$/.test(name));
      return (await Promise.all(groups.map(list))).flat().sort();
    },
    leftovers: () => list('incoming'),
    close: () => rm(folder, { recursive: true }),
  };
}

async function aBucket(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'libro-firma-s3-'));
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'acts', configs: [] }],
  });
  const { port } = await server.run();
  return {
    store: openObjectStore(`s3://acts/body?endpoint=http://127.0.0.1:${port}`),
    passing: openPassingStore(`s3://acts/body?endpoint=http://127.0.0.1:${port}`),
    names: async () => {
      const files = await readdir(join(folder, 'acts'), { recursive: true });
      return files.flatMap((file) => /([0-9a-f]{64})\._S3rver_object$/.exec(file)?.[1] ?? []).sort();
    },
    leftovers: async () => (await readdir(tmpdir())).filter((name) => /^libro-firma-(put|copy)-/.test(name)),
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Bytes that never were in memory together; `failAt` breaks the stream off. */
function aStream(
  size: number,
  { failAt = Infinity, seed = 1, watch }: { failAt?: number; seed?: number; watch?: () => void } = {},
): Readable {
  const chunk = Buffer.alloc(256 * 1024, seed);
  return Readable.from(
    (function* () {
      for (let sent = 0; sent < size; sent += chunk.length) {
        if (sent >= failAt) throw new Error('the client went away');
        watch?.();
        yield chunk.subarray(0, Math.min(chunk.length, size - sent));
      }
    })(),
  );
}

describe.each([
  ['a folder', aFolder],
  ['S3', aBucket],
])('the object store in %s', (_, open) => {
  let place: Place;
  let store: ObjectStore;

  beforeAll(async () => {
    place = await open();
    ({ store } = place);
  });
  afterAll(() => place.close());

  const read = async (name: string, range?: { start: number; end: number }) =>
    buffer(await store.read(name, range));

  it('names bytes by their hash and gives them back', async () => {
    const bytes = randomBytes(100_000);
    const stored = await store.put(bytes);
    expect(stored).toMatchObject({ sha256: sha256(bytes), size: bytes.length });
    expect(stored.head.equals(bytes.subarray(0, 4096))).toBe(true);
    expect((await read(stored.sha256)).equals(bytes)).toBe(true);
    expect(await store.sizeOf(stored.sha256)).toBe(bytes.length);
    const copy = await store.localCopy(stored.sha256);
    expect((await readFile(copy.path)).equals(bytes)).toBe(true);
    await copy.release();
  });

  it('stores the same bytes once, whoever brings them and however often', async () => {
    const bytes = randomBytes(300_000);
    const before = await place.names();
    const stored = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.put(index % 2 ? bytes : Readable.from([bytes]))),
    );
    expect(new Set(stored.map((object) => object.sha256))).toEqual(new Set([sha256(bytes)]));
    expect((await place.names()).length).toBe(before.length + 1);
    expect((await read(sha256(bytes))).equals(bytes)).toBe(true);
    expect(await place.leftovers()).toEqual([]);
  });

  it('keeps an empty object as well', async () => {
    const stored = await store.put(Readable.from([]));
    expect(stored).toMatchObject({ sha256: sha256(Buffer.alloc(0)), size: 0 });
    expect(await read(stored.sha256)).toHaveLength(0);
  });

  it('gives parts of an object, first and last byte included', async () => {
    const bytes = randomBytes(10_000);
    const { sha256: name } = await store.put(bytes);
    expect((await read(name, { start: 0, end: 1 })).equals(bytes.subarray(0, 2))).toBe(true);
    expect((await read(name, { start: 4_000, end: 6_999 })).equals(bytes.subarray(4_000, 7_000))).toBe(true);
    expect((await read(name, { start: 9_999, end: 9_999 })).equals(bytes.subarray(9_999))).toBe(true);
  });

  it('says that an object is missing, and which', async () => {
    const name = sha256(randomBytes(10));
    await expect(store.sizeOf(name)).rejects.toThrow(ObjectMissing);
    await expect(store.read(name)).rejects.toThrow(name);
    await expect(store.localCopy(name)).rejects.toThrow(ObjectMissing);
    expect(await place.leftovers()).toEqual([]);
  });

  it('takes what has just the size that is allowed', async () => {
    expect((await store.put(Buffer.alloc(5_000, 'a'), 5_000)).size).toBe(5_000);
  });

  it('leaves nothing of what is too large', async () => {
    const before = await place.names();
    await expect(store.put(Buffer.alloc(5_001, 'b'), 5_000)).rejects.toThrow(ObjectTooLarge);
    await expect(store.put(aStream(2 * MB, { seed: 2 }), MB)).rejects.toThrow(ObjectTooLarge);
    expect(await place.names()).toEqual(before);
    expect(await place.leftovers()).toEqual([]);
  });

  it('leaves nothing of a stream that broke off', async () => {
    const before = await place.names();
    await expect(store.put(aStream(4 * MB, { seed: 3, failAt: 2 * MB }))).rejects.toThrow(
      'the client went away',
    );
    expect(await place.names()).toEqual(before);
    expect(await place.leftovers()).toEqual([]);
  });

  it('streams 150 MB through less memory than that, in and out', async () => {
    const size = 150 * MB;
    let highest = 0;
    const base = process.memoryUsage().arrayBuffers;
    const watch = (): void => {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - base);
    };
    const expected = createHash('sha256');
    for await (const piece of aStream(size, { seed: 4 })) expected.update(piece as Buffer);
    const stored = await store.put(aStream(size, { seed: 4, watch }));
    expect(stored).toMatchObject({ size, sha256: expected.digest('hex') });
    const hash = createHash('sha256');
    for await (const piece of await store.read(stored.sha256)) {
      watch();
      hash.update(piece as Buffer);
    }
    expect(hash.digest('hex')).toBe(stored.sha256);
    // The S3 server's own buffers are in it: it runs in this process.
    expect(highest).toBeLessThan(100 * MB);
  });

  it('has a passing store beside it, from which what is removed is gone, here alone', async () => {
    const bytes = randomBytes(10_000);
    const { sha256: name } = await place.passing.put(bytes);
    await expect(store.sizeOf(name)).rejects.toBeInstanceOf(ObjectMissing);
    await store.put(bytes);
    await place.passing.remove(name);
    await place.passing.remove(name);
    await expect(place.passing.sizeOf(name)).rejects.toBeInstanceOf(ObjectMissing);
    expect((await read(name)).equals(bytes)).toBe(true);
    await place.passing.put(bytes);
    expect(await place.passing.sizeOf(name)).toBe(bytes.length);
    await place.passing.remove(name);
  });

  it('proves that it can be written to', async () => {
    await expect(store.check()).resolves.toBeUndefined();
  });
});

describe('an object store that is away', () => {
  it('says so instead of pretending', async () => {
    await expect(openObjectStore('file:///dev/null/objects').check()).rejects.toThrow();
    await expect(openObjectStore('s3://acts?endpoint=http://127.0.0.1:1').check()).rejects.toThrow();
  });
});
