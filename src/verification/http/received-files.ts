import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { MultipartFile } from '@fastify/multipart';
import { verificationRefusals } from '../domain/verification.refusals';

/** A file of a form that lies in a temporary folder as long as the request lasts. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly path: string;
}

/** Runs `work` with a folder that is removed whatever happens. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'libro-firma-verify-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes one part of a form into a folder and hashes it on its way. */
export async function receive(
  part: MultipartFile,
  folder: string,
  place: number,
  maximum: number,
): Promise<Result<ReceivedFile>> {
  const path = join(folder, String(place));
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(part.file, hashing, createWriteStream(path));
  if (part.file.truncated || part.file.bytesRead > maximum)
    return refuse(verificationRefusals.TOO_LARGE({ maximum: Math.floor(maximum / 1024 / 1024) }));
  return accept({ fileName: part.filename, sha256: hash.digest('hex'), size: part.file.bytesRead, path });
}
