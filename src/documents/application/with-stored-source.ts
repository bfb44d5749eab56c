import { type ByteSource, fileSource } from '@libro-firma/pdf';
import type { ObjectStore } from '../../platform/storage';

/** Does `work` on a file of the store, read at random places; closes it and lets the copy go, whatever comes of it. */
export async function withStoredSource<T>(
  store: ObjectStore,
  sha256: string,
  work: (source: ByteSource, path: string) => Promise<T> | T,
): Promise<T> {
  const copy = await store.localCopy(sha256);
  try {
    const source = fileSource(copy.path);
    try {
      return await work(source, copy.path);
    } finally {
      source.close();
    }
  } finally {
    await copy.release();
  }
}
