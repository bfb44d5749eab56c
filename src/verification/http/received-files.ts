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
import { RefusedRequest } from '../../platform/http';
import type { Arrival } from '../application/batches/ask-batch.use-case';
import { verificationRefusals } from '../domain/verification.refusals';

/** A file of a form that lies in a temporary folder as long as the request lasts. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly path: string;
}

const TEMPORARY = 'libro-firma-verify-';

/** Runs `work` with a folder that is removed whatever happens. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), TEMPORARY));
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
    return refuse(verificationRefusals.TOO_LARGE({ maximum: megabytes(maximum) }));
  return accept({
    fileName: safeFileName(part.filename),
    sha256: hash.digest('hex'),
    size: part.file.bytesRead,
    path,
  });
}

export const MAX_BATCH_FILES = 500;

/** The files of a form one after the other; each lies on the disk only until the next is asked for. */
export async function* arrivalsOf(
  request: FastifyRequest,
  limits: { readonly file: number; readonly batch: number },
): AsyncGenerator<Arrival> {
  if (!request.isMultipart()) return;
  let [place, size] = [0, 0];
  for await (const part of request.files({
    limits: { files: MAX_BATCH_FILES + 1, fileSize: limits.file + 1, parts: MAX_BATCH_FILES + 10 },
  })) {
    if ((place += 1) > MAX_BATCH_FILES)
      throw new RefusedRequest(verificationRefusals.TOO_MANY_FILES({ maximum: MAX_BATCH_FILES }));
    const folder = await mkdtemp(join(tmpdir(), TEMPORARY));
    try {
      const received = await receive(part, folder, place, limits.file);
      size += part.file.bytesRead;
      if (size > limits.batch)
        throw new RefusedRequest(verificationRefusals.BATCH_TOO_LARGE({ maximum: megabytes(limits.batch) }));
      yield received.ok
        ? { file: received.value }
        : { fileName: safeFileName(part.filename), refusal: received.refusal };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
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
