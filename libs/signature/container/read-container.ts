import { accept, refuse, type Refused, type Result } from '@libro-firma/kernel';
import { fromBuffer, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import { containerRefusals } from './container.refusals';

/** Files of a container by name, in the order of its directory; folders are left out. */
export interface Container {
  readonly files: ReadonlyMap<string, Buffer>;
  /** Text of the file `mimetype`, without line ends; undefined when there is none. */
  readonly mediaType: string | undefined;
  /** `mimetype` comes first and is stored as it is, so that the type is readable at byte 38 (EN 319 162-1 A.1). */
  readonly isTyped: boolean;
}

/** What this library is willing to spend on one container. */
export interface ContainerBounds {
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** All files together, unpacked. */
  readonly maxUnpackedBytes: number;
  /** Unpacked bytes for each packed one, for files above 1 MB: what packs better than this is made to. */
  readonly maxRatio: number;
}

export const DEFAULT_CONTAINER_BOUNDS: ContainerBounds = {
  maxBytes: 256 * 1024 * 1024,
  maxFiles: 10_000,
  maxUnpackedBytes: 256 * 1024 * 1024,
  maxRatio: 500,
};

const RATIO_FROM_BYTES = 1024 * 1024;

/**
 * Reads a ZIP container whole. What two programs could read in two ways is refused: a name that stands twice, a local
 * header that differs from the directory, files that lie over each other, names that lead out of the container. So is
 * what would grow past the bounds, before it does.
 *
 * Refusals: `CONTAINER_…`.
 *
 * @standard ETSI EN 319 162-1 §4, Annex A; ISO/IEC 21320-1; APPNOTE 6.3 §4.3
 */
export async function readContainer(
  bytes: Buffer,
  bounds: ContainerBounds = DEFAULT_CONTAINER_BOUNDS,
): Promise<Result<Container>> {
  if (bytes.length > bounds.maxBytes) return tooLarge('bytes', bounds.maxBytes);
  try {
    const zip = await open(bytes);
    const listed = await list(zip, bounds);
    return listed.ok ? await unpack(zip, listed.value, bounds) : listed;
  } catch (fault) {
    // yauzl throws plain errors for everything that is wrong with a file.
    return refuse(containerRefusals.NOT_READABLE({ reason: reasonOf(fault) }));
  }
}

function reasonOf(fault: unknown): string {
  return (fault instanceof Error ? fault.message : String(fault)).slice(0, 200);
}

function tooLarge(bound: string, limit: number): Refused {
  return refuse(containerRefusals.TOO_LARGE({ bound, limit }));
}

const OPTIONS = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true };

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((done, failed) => {
    fromBuffer(bytes, OPTIONS, (fault, zip) => (fault ? failed(fault) : done(zip)));
  });
}

interface Listed {
  readonly entry: Entry;
  readonly local: LocalFileHeader;
}

async function list(zip: ZipFile, bounds: ContainerBounds): Promise<Result<readonly Listed[]>> {
  if (zip.entryCount > bounds.maxFiles) return tooLarge('files', bounds.maxFiles);
  const listed: Listed[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  for (const entry of await entriesOf(zip)) {
    const name = entry.fileName;
    if (names.has(name)) return refuse(containerRefusals.DUPLICATE_NAME({ name }));
    names.add(name);
    if (entry.isEncrypted()) return refuse(containerRefusals.ENCRYPTED({ name }));
    const { uncompressedSize, compressedSize } = entry;
    unpacked += uncompressedSize;
    if (unpacked > bounds.maxUnpackedBytes) return tooLarge('unpacked bytes', bounds.maxUnpackedBytes);
    if (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > bounds.maxRatio * compressedSize) {
      return tooLarge('compression ratio', bounds.maxRatio);
    }
    const local = await localHeader(zip, entry);
    if (!agree(entry, local)) return refuse(containerRefusals.HEADERS_DIFFER({ name }));
    listed.push({ entry, local });
  }
  return overlap(listed) ? refuse(containerRefusals.ENTRIES_OVERLAP()) : accept(listed);
}

function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  return new Promise((done, failed) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => done(entries));
    zip.once('error', failed);
    zip.readEntry();
  });
}

function localHeader(zip: ZipFile, entry: Entry): Promise<LocalFileHeader> {
  return new Promise((done, failed) => {
    zip.readLocalFileHeader(entry, {}, (fault, header) => (fault ? failed(fault) : done(header)));
  });
}

const SIZES_FOLLOW = 0x8;
const ZIP64 = 0xffffffff;

/** The two descriptions of a file say the same; sizes that follow the data may be left out of the first (§4.4.4). */
function agree(entry: Entry, local: LocalFileHeader): boolean {
  if (!entry.fileNameRaw.equals(local.fileName)) return false;
  if (entry.compressionMethod !== local.compressionMethod) return false;
  const isLeftOut = (local.generalPurposeBitFlag & SIZES_FOLLOW) !== 0;
  const isSame = (own: number, other: number): boolean =>
    own === other || own === ZIP64 || (isLeftOut && own === 0);
  return (
    isSame(local.uncompressedSize, entry.uncompressedSize) &&
    isSame(local.compressedSize, entry.compressedSize) &&
    isSame(local.crc32, entry.crc32)
  );
}

function overlap(listed: readonly Listed[]): boolean {
  const places = listed
    .map(({ entry, local }) => ({
      start: entry.relativeOffsetOfLocalHeader,
      end: local.fileDataStart + entry.compressedSize,
    }))
    .sort((left, right) => left.start - right.start);
  return places.some(({ start }, index) => index > 0 && start < (places[index - 1]?.end ?? 0));
}

async function unpack(
  zip: ZipFile,
  listed: readonly Listed[],
  bounds: ContainerBounds,
): Promise<Result<Container>> {
  const files = new Map<string, Buffer>();
  for (const { entry } of listed) {
    if (entry.fileName.endsWith('/')) continue;
    files.set(entry.fileName, await contentOf(zip, entry, bounds.maxUnpackedBytes));
  }
  const [first] = [...listed].sort(
    (left, right) => left.entry.relativeOffsetOfLocalHeader - right.entry.relativeOffsetOfLocalHeader,
  );
  const isTyped = first?.entry.fileName === 'mimetype' && first.entry.compressionMethod === 0;
  return accept({ files, mediaType: files.get('mimetype')?.toString('latin1').trim(), isTyped });
}

function contentOf(zip: ZipFile, entry: Entry, limit: number): Promise<Buffer> {
  return new Promise((done, failed) => {
    zip.openReadStream(entry, (fault, stream) => {
      if (fault) {
        failed(fault);
        return;
      }
      const pieces: Buffer[] = [];
      let length = 0;
      stream.on('data', (piece: Buffer) => {
        length += piece.length;
        if (length > limit) stream.destroy(new Error('more bytes than stated'));
        else pieces.push(piece);
      });
      stream.once('end', () => done(Buffer.concat(pieces)));
      stream.once('error', failed);
    });
  });
}
