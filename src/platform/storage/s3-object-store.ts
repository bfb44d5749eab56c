import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream } from 'node:fs';
import { HashingStream } from './hashing-stream';
import {
  type ByteRange,
  type LocalCopy,
  ObjectMissing,
  type PassingStore,
  type StoredObject,
} from './object-store.port';

export interface S3Place {
  readonly bucket: string;
  readonly endpoint?: string;
  readonly region: string;
  readonly prefix: string;
}

/**
 * Objects in an S3 bucket. Bytes pass through a local file first: their name is their hash, which is known only at the
 * end, and an upload under a name that could still change would not be write-once.
 */
export class S3ObjectStore implements PassingStore {
  readonly kind = 's3';
  private readonly client: S3Client;

  constructor(
    private readonly place: S3Place,
    client?: S3Client,
  ) {
    this.client =
      client ??
      new S3Client({
        region: place.region,
        ...(place.endpoint && { endpoint: place.endpoint, forcePathStyle: true }),
      });
  }

  async put(bytes: Readable | Buffer, maximum = Number.MAX_SAFE_INTEGER): Promise<StoredObject> {
    const folder = await mkdtemp(join(tmpdir(), 'libro-firma-put-'));
    try {
      const path = join(folder, 'object');
      const hashing = new HashingStream(maximum);
      await pipeline(
        Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes,
        hashing,
        createWriteStream(path),
      );
      const stored = hashing.stored();
      if ((await this.find(stored.sha256)) === null) {
        const upload = new Upload({
          client: this.client,
          params: { Bucket: this.place.bucket, Key: this.keyOf(stored.sha256), Body: createReadStream(path) },
        });
        await upload.done();
      }
      return stored;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async read(sha256: string, range?: ByteRange): Promise<Readable> {
    try {
      const answer = await this.client.send(
        new GetObjectCommand({
          Bucket: this.place.bucket,
          Key: this.keyOf(sha256),
          ...(range && { Range: `bytes=${range.start}-${range.end}` }),
        }),
      );
      return answer.Body as Readable;
    } catch (fault) {
      throw isMissing(fault) ? new ObjectMissing(sha256) : fault;
    }
  }

  async sizeOf(sha256: string): Promise<number> {
    const size = await this.find(sha256);
    if (size === null) throw new ObjectMissing(sha256);
    return size;
  }

  async localCopy(sha256: string): Promise<LocalCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'libro-firma-copy-'));
    const release = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const path = join(folder, sha256);
      await pipeline(await this.read(sha256), createWriteStream(path));
      return { path, release };
    } catch (fault) {
      await release();
      throw fault;
    }
  }

  async remove(sha256: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.place.bucket, Key: this.keyOf(sha256) }));
  }

  async check(): Promise<void> {
    await this.put(Buffer.from('libro-firma object store check'));
  }

  private async find(sha256: string): Promise<number | null> {
    try {
      const head = await this.client.send(
        new HeadObjectCommand({ Bucket: this.place.bucket, Key: this.keyOf(sha256) }),
      );
      return head.ContentLength ?? 0;
    } catch (fault) {
      if (isMissing(fault)) return null;
      throw fault;
    }
  }

  private keyOf(sha256: string): string {
    return `${this.place.prefix}${sha256.slice(0, 2)}/${sha256}`;
  }
}

function isMissing(fault: unknown): boolean {
  return (
    fault instanceof S3ServiceException &&
    (fault.$metadata.httpStatusCode === 404 || fault.name === 'NoSuchKey')
  );
}
