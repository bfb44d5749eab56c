import { fileURLToPath } from 'node:url';
import { FolderObjectStore } from './folder-object-store';
import type { ObjectStore } from './object-store.port';
import { S3ObjectStore } from './s3-object-store';

/** Opens the store that `OBJECT_STORE` names: `file:///folder`, or `s3://bucket/prefix?endpoint=…&region=…`. */
export function openObjectStore(address: string): ObjectStore {
  const url = new URL(address);
  if (url.protocol === 'file:') return new FolderObjectStore(fileURLToPath(url));
  const endpoint = url.searchParams.get('endpoint');
  return new S3ObjectStore({
    bucket: url.hostname,
    prefix: url.pathname.replace(/^\//, ''),
    region: url.searchParams.get('region') ?? 'us-east-1',
    ...(endpoint && { endpoint }),
  });
}
