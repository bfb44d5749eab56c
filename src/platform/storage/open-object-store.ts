import { fileURLToPath } from 'node:url';
import { FolderObjectStore } from './folder-object-store';
import type { ObjectStore, PassingStore } from './object-store.port';
import { S3ObjectStore } from './s3-object-store';

/** Opens the store that `OBJECT_STORE` names: `file:///folder`, or `s3://bucket/prefix?endpoint=…&region=…`. */
export function openObjectStore(address: string): ObjectStore {
  return open(new URL(address));
}

/** Opens the passing store, which lies below that one and under names of its own. */
export function openPassingStore(address: string): PassingStore {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/passing${url.protocol === 'file:' ? '' : '/'}`;
  return open(url);
}

function open(url: URL): PassingStore {
  if (url.protocol === 'file:') return new FolderObjectStore(fileURLToPath(url));
  const endpoint = url.searchParams.get('endpoint');
  return new S3ObjectStore({
    bucket: url.hostname,
    prefix: url.pathname.replace(/^\//, ''),
    region: url.searchParams.get('region') ?? 'us-east-1',
    ...(endpoint && { endpoint }),
  });
}
