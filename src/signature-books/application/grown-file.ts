import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** The file at `path` with the increment behind it, never joined in memory: the earlier bytes stay its prefix. */
export function grownFile(path: string, increment: Buffer): Readable {
  return Readable.from(concatenated(path, increment));
}

async function* concatenated(path: string, increment: Buffer): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path)) yield piece as Buffer;
  yield increment;
}
