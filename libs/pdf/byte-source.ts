import type { Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Random access to bytes that stay where they are. Positions are absolute offsets. `read` returns fewer bytes than
 * asked at the end of the source, none past it; the returned buffer must not be written to.
 */
export interface ByteSource {
  /** Total number of bytes. */
  readonly size: number;
  read(position: number, length: number): Buffer;
  /** Fills the caller's buffer from `position` on, all of which must lie in the source; absent where reads are views. */
  readInto?(position: number, into: Buffer): void;
}

const BLOCK_BYTES = 64 * 1024;
const CACHED_BLOCKS = 64;
/** A file up to this size is read at once: it is hashed anyway, and its parts are then views. */
const SMALL_BYTES = 1024 * 1024;
const HASHED_BYTES = 256 * 1024;

/**
 * A file read in blocks as it is needed: memory stays under {@link CACHED_BLOCKS} blocks (4 MiB) whatever its size. One
 * up to 1 MiB is read at once.
 * The file must not change while it is read. The caller closes it.
 *
 * @throws the error of `node:fs` where the file cannot be opened or read.
 */
export function fileSource(path: string): ByteSource & { close(): void } {
  const descriptor = openSync(path, 'r');
  let isOpen = true;
  const { size } = fstatSync(descriptor);
  const blocks = new Map<number, Buffer>();
  if (size <= SMALL_BYTES) {
    const bytes = pread(descriptor, 0, size);
    closeSync(descriptor);
    return { ...bufferSource(bytes), close: () => undefined };
  }

  const blockAt = (index: number): Buffer => {
    const known = blocks.get(index);
    if (known) {
      if (blocks.size === CACHED_BLOCKS) {
        // A Map iterates in the order of insertion: what was used last goes to the end, the first is the oldest.
        blocks.delete(index);
        blocks.set(index, known);
      }
      return known;
    }
    const block = pread(descriptor, index * BLOCK_BYTES, Math.min(BLOCK_BYTES, size - index * BLOCK_BYTES));
    if (blocks.size >= CACHED_BLOCKS) {
      const [oldest] = blocks.keys();
      if (oldest !== undefined) blocks.delete(oldest);
    }
    blocks.set(index, block);
    return block;
  };

  return {
    size,
    read(position, length) {
      const [start, end] = clamp(position, length, size);
      if (end - start > BLOCK_BYTES) return pread(descriptor, start, end - start);
      if (end === start) return Buffer.alloc(0);
      const first = Math.floor(start / BLOCK_BYTES);
      const last = Math.floor((end - 1) / BLOCK_BYTES);
      const from = start - first * BLOCK_BYTES;
      if (first === last) return blockAt(first).subarray(from, from + end - start);
      return Buffer.concat([
        blockAt(first).subarray(from),
        blockAt(last).subarray(0, end - last * BLOCK_BYTES),
      ]);
    },
    readInto: (position, into) => preadInto(descriptor, position, into),
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** Bytes that are in memory already; reads are views, nothing is copied. */
export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read(position, length) {
      const [start, end] = clamp(position, length, bytes.length);
      return bytes.subarray(start, end);
    },
  };
}

/** `base` followed by `increment`, as the file will be once the increment is appended. */
export function concatSource(base: ByteSource, increment: Buffer): ByteSource {
  const size = base.size + increment.length;
  return {
    size,
    ...readingInto(base, (position, into) => {
      const inBase = Math.min(into.length, Math.max(base.size - position, 0));
      if (inBase > 0) base.readInto?.(position, into.subarray(0, inBase));
      increment.copy(into, inBase, Math.max(position - base.size, 0));
    }),
    read(position, length) {
      const [start, end] = clamp(position, length, size);
      if (end <= base.size) return base.read(start, end - start);
      if (start >= base.size) return increment.subarray(start - base.size, end - base.size);
      return Buffer.concat([base.read(start, base.size - start), increment.subarray(0, end - base.size)]);
    },
  };
}

/**
 * Feeds `length` bytes from `start` to each hash, in pieces. A file is read into one buffer that is used again, so that
 * memory does not grow with it; bytes in memory are not copied. Ends early where the source does.
 */
export function hashSource(source: ByteSource, start: number, length: number, hashes: readonly Hash[]): void {
  const end = Math.min(source.size, start + length);
  const room = source.readInto && Buffer.allocUnsafe(Math.min(HASHED_BYTES, Math.max(end - start, 0)));
  for (let at = start; at < end; at += HASHED_BYTES) {
    const wanted = Math.min(HASHED_BYTES, end - at);
    const piece = room ? room.subarray(0, wanted) : source.read(at, wanted);
    if (room) source.readInto?.(at, piece);
    for (const hash of hashes) hash.update(piece);
  }
}

/** The first `size` bytes of `source`: an earlier revision of an appended file, for instance. */
export function prefixSource(source: ByteSource, size: number): ByteSource {
  const end = Math.min(source.size, Math.max(size, 0));
  return {
    size: end,
    ...readingInto(source, (position, into) => source.readInto?.(position, into)),
    read: (position, length) => {
      const [from, to] = clamp(position, length, end);
      return source.read(from, to - from);
    },
  };
}

/** A source that is made of another can fill a buffer if that other can. */
function readingInto(
  base: ByteSource,
  readInto: NonNullable<ByteSource['readInto']>,
): Pick<ByteSource, 'readInto'> {
  return base.readInto ? { readInto } : {};
}

function clamp(position: number, length: number, size: number): readonly [number, number] {
  const start = Math.min(Math.max(position, 0), size);
  return [start, Math.min(Math.max(start, position + length), size)];
}

function pread(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  preadInto(descriptor, position, bytes);
  return bytes;
}

function preadInto(descriptor: number, position: number, into: Buffer): void {
  let filled = 0;
  while (filled < into.length) {
    const read = readSync(descriptor, into, filled, into.length - filled, position + filled);
    if (read === 0) throw new Error('the file became shorter while it was read');
    filled += read;
  }
}
