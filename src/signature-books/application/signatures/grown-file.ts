import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type ByteSource, concatSource } from '@libro-firma/pdf';

/** Up to this size a file is in memory already, where it was read to be signed: to join it costs less than a stream. */
const JOINED_BYTES = 1024 * 1024;

/** The file at `path`, read as `base`, with the increment behind it: the earlier bytes stay its prefix. */
export function grownFile(path: string, base: ByteSource, increment: Buffer): Readable | Buffer {
  const grown = concatSource(base, increment);
  if (grown.size <= JOINED_BYTES) return grown.read(0, grown.size);
  return Readable.from(concatenated(path, increment));
}

async function* concatenated(path: string, increment: Buffer): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path)) yield piece as Buffer;
  yield increment;
}
