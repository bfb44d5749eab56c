import { bufferSource, type ByteSource } from '@libro-firma/pdf';
import { contentOfRanges } from '../cms/signed-content';

/**
 * A file that was made, the document in it left where it is: it can be written in pieces, and read as the input of a
 * further step, as long as that document is there.
 */
export interface SignedBytes extends ByteSource {
  /** May be walked through several times. */
  pieces(): Iterable<Buffer>;
}

/** A file that stands in memory. */
export function bytesInMemory(bytes: Buffer): SignedBytes {
  return { ...bufferSource(bytes), pieces: () => [bytes] };
}

/** A source as it is. */
export function bytesOfSource(source: ByteSource): SignedBytes {
  return { ...source, pieces: () => contentOfRanges(source, [0, source.size]).pieces() };
}

/** A range of a source with what stands before and behind it. */
export function bytesAround(head: Buffer, middle: ByteSource, tail: Buffer): SignedBytes {
  const parts = [bufferSource(head), middle, bufferSource(tail)];
  return {
    size: head.length + middle.size + tail.length,
    read(position, length) {
      const found: Buffer[] = [];
      let start = 0;
      for (const part of parts) {
        const from = Math.max(position - start, 0);
        const to = Math.min(position + length - start, part.size);
        if (to > from) found.push(part.read(from, to - from));
        start += part.size;
      }
      return found.length === 1 && found[0] ? found[0] : Buffer.concat(found);
    },
    *pieces() {
      yield head;
      yield* bytesOfSource(middle).pieces();
      yield tail;
    },
  };
}

/** Part of a source. */
export function rangeOf(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read: (position, length) => {
      const from = Math.min(Math.max(position, 0), size);
      return source.read(start + from, Math.min(Math.max(position + length, from), size) - from);
    },
  };
}

/** All of it in one buffer. */
export function joined(bytes: SignedBytes): Buffer {
  return Buffer.concat([...bytes.pieces()]);
}
