import type { Hash } from 'node:crypto';
import { hashSource, type ByteSource } from '@libro-firma/pdf';
import { newHash } from '@libro-firma/trust';

/** What a signature or a timestamp is about: its bytes in pieces, and its digests. */
export interface SignedContent {
  pieces(): Iterable<Buffer>;
  /** Digest by its name in node:crypto; computed once for each name. */
  digest(name: string): Buffer;
}

const PIECE_BYTES = 1024 * 1024;

/** Content that stands in memory. */
export function contentOfBuffer(bytes: Buffer): SignedContent {
  return remembering(() => [bytes]);
}

/** Content made of ranges of a file, pairs of start and length, read in pieces of 1 MiB. */
export function contentOfRanges(source: ByteSource, ranges: readonly number[]): SignedContent {
  const pairs = ranges.flatMap((start, index) =>
    index % 2 === 0 && index + 1 < ranges.length ? [[start, ranges[index + 1] ?? 0] as const] : [],
  );
  const pieces = function* (): Iterable<Buffer> {
    for (const [start, length] of pairs) {
      for (let done = 0; done < length; done += PIECE_BYTES) {
        yield source.read(start + done, Math.min(PIECE_BYTES, length - done));
      }
    }
  };
  return remembering(pieces, (hash) => {
    for (const [start, length] of pairs) hashSource(source, start, length, [hash]);
  });
}

/** Content that is put together from pieces when it is needed. */
export function contentOfPieces(pieces: () => Iterable<Buffer>): SignedContent {
  return remembering(pieces);
}

function remembering(
  pieces: () => Iterable<Buffer>,
  feed = (hash: Hash): void => {
    for (const piece of pieces()) hash.update(piece);
  },
): SignedContent {
  const digests = new Map<string, Buffer>();
  return {
    pieces,
    digest(name) {
      const known = digests.get(name);
      if (known) return known;
      const hash = newHash(name);
      feed(hash);
      const digest = hash.digest();
      digests.set(name, digest);
      return digest;
    },
  };
}
