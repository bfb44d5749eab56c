import { ZipFile } from 'yazl';

/** A file of a container. */
export interface ContainerFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export const ASIC_S = 'application/vnd.etsi.asic-s+zip';
export const ASIC_E = 'application/vnd.etsi.asic-e+zip';

/** The first instant that ZIP knows: the same files give the same bytes. */
const INSTANT = new Date(1980, 0, 1);

/** What is larger is mostly packed already; and what packs too well is refused by readers that fear it was made to. */
const PACKED_UP_TO = 1024 * 1024;

/**
 * A ZIP container with `mimetype` first and stored, so that its type can be read at byte 38, then the files in order.
 *
 * @standard ETSI EN 319 162-1 Annex A.1
 */
export function writeContainer(mediaType: string, files: readonly ContainerFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  const options = { mtime: INSTANT, mode: 0o100644, forceDosTimestamp: true };
  zip.addBuffer(Buffer.from(mediaType), 'mimetype', { ...options, compress: false });
  for (const { name, bytes } of files)
    zip.addBuffer(bytes, name, { ...options, compress: bytes.length <= PACKED_UP_TO });
  zip.end();
  return new Promise((done, failed) => {
    const pieces: Buffer[] = [];
    zip.outputStream.on('data', (piece: Buffer) => pieces.push(piece));
    zip.outputStream.once('end', () => done(Buffer.concat(pieces)));
    zip.outputStream.once('error', failed);
  });
}
