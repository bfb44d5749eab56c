import { Inject, Injectable } from '@nestjs/common';
import { isRefused, type Result } from '@libro-firma/kernel';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type ReceivedFile, ReceiveFile } from '../../../documents';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';

/** What one container may hold; past it, it stays closed and is registered as the one file that it is. */
export const ARCHIVE_BOUNDS = { members: 5_000, unpackedBytes: 2 * 1024 ** 3, path: 1_000 } as const;

export interface ArchiveMember {
  readonly path: string;
  readonly file: ReceivedFile;
}

export interface OpenedArchive {
  readonly members: readonly ArchiveMember[];
  /** Why it was left closed; null when all of it was taken out. */
  readonly note: 'ENCRYPTED' | 'DAMAGED' | 'TOO_LARGE' | null;
}

const closed = (note: OpenedArchive['note']): OpenedArchive => ({ members: [], note });

/**
 * Takes the files out of a ZIP that arrived: all of them, or none. The container itself is kept as it came; a container
 * inside it stays closed. What it says of its sizes is checked while it is read.
 */
@Injectable()
export class OpenArchive {
  constructor(
    private readonly receive: ReceiveFile,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async execute(sha256: string): Promise<OpenedArchive> {
    const copy = await this.store.localCopy(sha256);
    try {
      const zip = await opened(copy.path);
      if (!zip) return closed('DAMAGED');
      try {
        return await this.unpack(zip);
      } finally {
        zip.close();
      }
    } finally {
      await copy.release();
    }
  }

  private async unpack(zip: ZipFile): Promise<OpenedArchive> {
    if (zip.entryCount > ARCHIVE_BOUNDS.members) return closed('TOO_LARGE');
    const entries = await filesOf(zip);
    if (!entries) return closed('DAMAGED');
    if (entries.some((entry) => entry.isEncrypted())) return closed('ENCRYPTED');
    const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    if (unpacked > ARCHIVE_BOUNDS.unpackedBytes) return closed('TOO_LARGE');
    const members: ArchiveMember[] = [];
    for (const entry of entries) {
      const kept = await this.take(zip, entry);
      if (kept === null) return closed('DAMAGED');
      if (isRefused(kept)) return closed('TOO_LARGE');
      members.push({ path: entry.fileName.slice(0, ARCHIVE_BOUNDS.path), file: kept.value });
    }
    return { members, note: null };
  }

  /** Null when the container is broken here; what is wrong with our own store is thrown. */
  private async take(zip: ZipFile, entry: Entry): Promise<Result<ReceivedFile> | null> {
    const bytes = await zip.openReadStreamPromise(entry).catch(() => null);
    if (!bytes) return null;
    const container = { isBroken: false };
    bytes.once('error', () => {
      container.isBroken = true;
    });
    try {
      return await this.receive.keep(entry.fileName, bytes);
    } catch (fault) {
      if (container.isBroken) return null;
      throw fault;
    }
  }
}

/** yauzl throws plain errors for everything that is wrong with a file. */
function opened(path: string): Promise<ZipFile | null> {
  return openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => null);
}

/** Null when the directory is broken, or a name leads out of the container. */
async function filesOf(zip: ZipFile): Promise<Entry[] | null> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
  } catch {
    return null;
  }
  return entries;
}
