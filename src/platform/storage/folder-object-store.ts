import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '@libro-firma/kernel';
import { describe, HashingStream } from './hashing-stream';
import {
  type ByteRange,
  type LocalCopy,
  ObjectMissing,
  ObjectTooLarge,
  type PassingStore,
  type StoredObject,
} from './object-store.port';

/** Objects as files of one folder, spread over subfolders by the first two hex digits of their names. */
export class FolderObjectStore implements PassingStore {
  readonly kind = 'folder';
  /** Folders that were seen, so that a put need not ask for them again. */
  private readonly folders = new Set<string>();

  constructor(private readonly root: string) {}

  async put(bytes: Readable | Buffer, maximum = Number.MAX_SAFE_INTEGER): Promise<StoredObject> {
    const incoming = join(this.root, 'incoming');
    await this.ensureFolder(incoming);
    const temporary = join(incoming, newId());
    try {
      const stored = await (Buffer.isBuffer(bytes)
        ? writeAtOnce(bytes, temporary, maximum)
        : writeStreamed(bytes, temporary, maximum));
      await this.publish(temporary, this.pathOf(stored.sha256));
      return stored;
    } finally {
      await unlink(temporary).catch(() => undefined);
    }
  }

  async read(sha256: string, range?: ByteRange): Promise<Readable> {
    await this.sizeOf(sha256);
    return createReadStream(this.pathOf(sha256), range ? { start: range.start, end: range.end } : {});
  }

  async sizeOf(sha256: string): Promise<number> {
    try {
      return (await stat(this.pathOf(sha256))).size;
    } catch (fault) {
      if (isCode(fault, 'ENOENT')) throw new ObjectMissing(sha256);
      throw fault;
    }
  }

  async localCopy(sha256: string): Promise<LocalCopy> {
    await this.sizeOf(sha256);
    return { path: this.pathOf(sha256), release: () => Promise.resolve() };
  }

  async remove(sha256: string): Promise<void> {
    await unlink(this.pathOf(sha256)).catch((fault: unknown) => {
      if (!isCode(fault, 'ENOENT')) throw fault;
    });
  }

  async check(): Promise<void> {
    await this.put(Buffer.from('libro-firma object store check'));
  }

  /** A hard link makes the name appear with all its bytes or not at all, and never replaces what is there. */
  private async publish(temporary: string, path: string): Promise<void> {
    const folder = dirname(path);
    await this.ensureFolder(folder);
    try {
      await link(temporary, path);
    } catch (fault) {
      if (isCode(fault, 'EEXIST')) return;
      this.folders.clear(); // somebody may have emptied the root: the next one looks again
      throw fault;
    }
    await flushFolder(folder);
  }

  private async ensureFolder(folder: string): Promise<void> {
    if (this.folders.has(folder)) return;
    await mkdir(folder, { recursive: true });
    this.folders.add(folder);
  }

  private pathOf(sha256: string): string {
    return join(this.root, sha256.slice(0, 2), sha256);
  }
}

async function writeStreamed(bytes: Readable, path: string, maximum: number): Promise<StoredObject> {
  const hashing = new HashingStream(maximum);
  await pipeline(bytes, hashing, createWriteStream(path, { flags: 'wx', flush: true }));
  return hashing.stored();
}

async function writeAtOnce(bytes: Buffer, path: string, maximum: number): Promise<StoredObject> {
  if (bytes.length > maximum) throw new ObjectTooLarge(maximum);
  await writeFile(path, bytes, { flag: 'wx', flush: true });
  return describe(bytes);
}

/** A new name is durable only when its folder is flushed too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && (fault as NodeJS.ErrnoException).code === code;
}
