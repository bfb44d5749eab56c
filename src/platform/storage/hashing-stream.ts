import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { ObjectTooLarge, type StoredObject } from './object-store.port';

const HEAD_BYTES = 4_096;

/** Passes bytes on while hashing and counting them; fails past the bound. */
export class HashingStream extends Transform {
  private readonly hash = createHash('sha256');
  private readonly head: Buffer[] = [];
  private size = 0;

  constructor(private readonly maximum: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.size < HEAD_BYTES) this.head.push(chunk.subarray(0, HEAD_BYTES - this.size));
    this.size += chunk.length;
    if (this.size > this.maximum) {
      done(new ObjectTooLarge(this.maximum));
      return;
    }
    this.hash.update(chunk);
    done(null, chunk);
  }

  /** What passed; call once, after the stream has ended. */
  stored(): StoredObject {
    return { sha256: this.hash.digest('hex'), size: this.size, head: Buffer.concat(this.head) };
  }
}

/** The same of bytes that are in memory already. */
export function describe(bytes: Buffer): StoredObject {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, size: bytes.length, head: Buffer.from(bytes.subarray(0, HEAD_BYTES)) };
}
