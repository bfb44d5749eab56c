import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { DescribedDocument, Documents } from '../../documents';
import type { StoredObject } from '../../platform/storage';

/** The file at `path` with the increment behind it, never joined in memory: the earlier bytes stay its prefix. */
export function grownFile(path: string, increment: Buffer): Readable {
  return Readable.from(concatenated(path, increment));
}

/** Keeps a file that grew by one signature or seal as the newest version of its document. @returns the version's id */
export async function addGrownVersion(
  documents: Documents,
  bodyId: string,
  before: DescribedDocument,
  { sha256, size }: StoredObject,
): Promise<string> {
  const latest = (await documents.describe([before.documentId])).get(before.documentId);
  const { mediaType, pageCount, title, signatures } = before;
  return documents.addVersion(bodyId, before.documentId, (latest?.versionNumber ?? 0) + 1, {
    ...{ sha256, size, mediaType, pageCount, title },
    origin: 'SIGNED',
    signatures: signatures + 1,
  });
}

async function* concatenated(path: string, increment: Buffer): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path)) yield piece as Buffer;
  yield increment;
}
