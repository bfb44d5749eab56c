import type { Readable } from 'node:stream';
import type { ObjectStore, StoredObject } from '../../platform/storage';
import { ZipFile } from 'yazl';
import type { PackagedFile } from '../domain/package-index';

/** Formats that are packed already: to try again costs time and gains nothing. */
const PACKED =
  /^(application\/(pdf|zip|x-7z-compressed|gzip|pkcs7-mime)|image\/(jpeg|png|gif|webp)|video\/|audio\/)/;
const MODE = 0o100644;

/** Streams the files out of the store, through the ZIP and back into the store; no file is ever whole in memory. */
export async function writePackage(
  store: ObjectStore,
  files: readonly PackagedFile[],
  madeAt: Date,
): Promise<StoredObject> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (fault: Error) => output.destroy(fault)); // or whoever reads would wait for ever
  for (const { path, mediaType, sha256 } of files)
    zip.addReadStreamLazy(path, { mtime: madeAt, mode: MODE, compress: !PACKED.test(mediaType) }, (done) => {
      store.read(sha256).then(
        (stream) => done(null, stream),
        (fault: unknown) => done(fault, null as never),
      );
    });
  zip.end();
  return store.put(output);
}
