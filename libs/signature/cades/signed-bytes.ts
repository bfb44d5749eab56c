import type { ByteSource } from '@libro-firma/pdf';
import { contentOfRanges } from '../cms/signed-content';

/** A file that was made, in pieces, so that the document in it need not stand in memory. */
export interface SignedBytes {
  readonly size: number;
  /** May be walked through several times. */
  pieces(): Iterable<Buffer>;
}

/** A file that stands in memory. */
export function bytesInMemory(bytes: Buffer): SignedBytes {
  return { size: bytes.length, pieces: () => [bytes] };
}

/** A document with what stands before and behind it. */
export function bytesAround(head: Buffer, document: ByteSource, tail: Buffer): SignedBytes {
  return {
    size: head.length + document.size + tail.length,
    *pieces() {
      yield head;
      yield* contentOfRanges(document, [0, document.size]).pieces();
      yield tail;
    },
  };
}

/** All of it in one buffer. */
export function joined(bytes: SignedBytes): Buffer {
  return Buffer.concat([...bytes.pieces()]);
}
