import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import { safeFileName } from '../../documents';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
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
  return accept({
    fileName: safeFileName(part.filename),
    sha256: hash.digest('hex'),
    size: part.file.bytesRead,
    path,
  });
}

/** A signature, and what it may have signed where that stands outside: parts named `content`. */
const MAX_PARTS = 20;

export interface ReceivedForm {
  readonly file: ReceivedFile;
  readonly contents: readonly ReceivedFile[];
}

/** Takes the files of a form into a folder: one that is to be verified, and what it may have signed. */
@Injectable()
export class FormFiles {
  constructor(@Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings) {}

  /** Refusals: `VERIFICATION_NO_FILE`, `VERIFICATION_TOO_LARGE`, `VERIFICATION_TOO_MANY_PARTS`. */
  async receive(request: FastifyRequest, folder: string): Promise<Result<ReceivedForm>> {
    if (!request.isMultipart()) return refuse(verificationRefusals.NO_FILE());
    const maximum = this.settings.UPLOAD_MAX_BYTES;
    const contents: ReceivedFile[] = [];
    let file: ReceivedFile | undefined;
    let place = 0;
    for await (const part of request.files({ limits: { files: MAX_PARTS + 1, fileSize: maximum + 1 } })) {
      if (place >= MAX_PARTS) return refuse(verificationRefusals.TOO_MANY_PARTS({ maximum: MAX_PARTS }));
      const received = await receive(part, folder, (place += 1), maximum);
      if (!received.ok) return received;
      if (part.fieldname === 'content') contents.push(received.value);
      else file ??= received.value;
    }
    return file ? accept({ file, contents }) : refuse(verificationRefusals.NO_FILE());
  }
}
