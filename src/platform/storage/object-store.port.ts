import type { Readable } from 'node:stream';

/**
 * Where files live, each named by the SHA-256 of its bytes. Written once: a name never gets other bytes, and storing
 * what is already there changes nothing. What `put` has acknowledged survives the death of the process.
 */
export interface ObjectStore {
  readonly kind: 'folder' | 's3';
  /** Streams `bytes` in while hashing them. Rejects with {@link ObjectTooLarge} past `maximum`, leaving nothing. */
  put(bytes: Readable | Buffer, maximum?: number): Promise<StoredObject>;
  /** @throws ObjectMissing */
  read(sha256: string, range?: ByteRange): Promise<Readable>;
  /** @throws ObjectMissing */
  sizeOf(sha256: string): Promise<number>;
  /** A local file with the object's bytes, for code that reads at random places; call `release` when done with it. */
  localCopy(sha256: string): Promise<LocalCopy>;
  /** Proves that the store can be written to. */
  check(): Promise<void>;
}

/**
 * A store beside that one, for files that are not kept for ever: those that wait to be looked at, or that somebody asked to
 * be kept for a time. Whoever removes a file has made sure that nobody else needs it.
 */
export interface PassingStore extends ObjectStore {
  /** Removing what is not there changes nothing. */
  remove(sha256: string): Promise<void>;
}

export interface StoredObject {
  readonly sha256: string;
  readonly size: number;
  /** The first bytes, enough to tell the format by its content. */
  readonly head: Buffer;
}

/** First and last byte, both included, from zero. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface LocalCopy {
  readonly path: string;
  release(): Promise<void>;
}

export const OBJECT_STORE = Symbol('object store');
export const PASSING_STORE = Symbol('passing store');

export class ObjectTooLarge extends Error {
  constructor(readonly maximum: number) {
    super(`more than ${maximum} bytes`);
    this.name = 'ObjectTooLarge';
  }
}

export class ObjectMissing extends Error {
  constructor(readonly sha256: string) {
    super(`object ${sha256} is not in the store`);
    this.name = 'ObjectMissing';
  }
}
