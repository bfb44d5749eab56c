import { createHash } from 'node:crypto';
import { DSIG_NAMESPACE, escapeAttribute } from '@libro-firma/xml';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';
import { digestUri } from '../xades/algorithm-uris';
import type { SignedFile } from '../xades/xades-target';

const ASIC = 'http://uri.etsi.org/02918/v1.2.1#';
const PACKAGE = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';

const SIGNATURE = 'application/pkcs7-signature';
const TOKEN = 'application/vnd.etsi.timestamp-token';

/** ASiCManifest: the files, their digests, and the signature over this list (EN 319 162-1 Annex A.4). */
export function asicManifestXml(
  files: readonly SignedFile[],
  signatureName: string,
  digest: DigestAlgorithm,
): Buffer {
  return manifestXml(files, { name: signatureName, mediaType: SIGNATURE }, digest);
}

/**
 * ASiCArchiveManifest: all files of a container, and the time-stamp token over this list.
 *
 * @param rootFile the archive manifest that this one renews
 * @standard ETSI EN 319 162-1 Annex A.7
 */
export function archiveManifestXml(
  files: readonly SignedFile[],
  tokenName: string,
  digest: DigestAlgorithm,
  rootFile: string | undefined,
): Buffer {
  return manifestXml(files, { name: tokenName, mediaType: TOKEN }, digest, rootFile);
}

function manifestXml(
  files: readonly SignedFile[],
  covering: Pick<SignedFile, 'name' | 'mediaType'>,
  digest: DigestAlgorithm,
  rootFile?: string,
): Buffer {
  const entries = files.map(
    ({ name, bytes, mediaType }) =>
      `<asic:DataObjectReference MimeType="${escapeAttribute(mediaType)}" URI="${escapeAttribute(uriOf(name))}"${name === rootFile ? ' Rootfile="true"' : ''}>` +
      `<ds:DigestMethod Algorithm="${digestUri(digest)}"/>` +
      `<ds:DigestValue>${createHash(digest).update(bytes).digest('base64')}</ds:DigestValue>` +
      '</asic:DataObjectReference>',
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<asic:ASiCManifest xmlns:asic="${ASIC}" xmlns:ds="${DSIG_NAMESPACE}">` +
      `<asic:SigReference MimeType="${covering.mediaType}" URI="${escapeAttribute(uriOf(covering.name))}"/>` +
      `${entries.join('')}</asic:ASiCManifest>`,
  );
}

/** The manifest of the package itself, which ASiC-E with XAdES has (EN 319 162-1 §4.4.3.2, OpenDocument 1.3 part 2 §3.2). */
export function packageManifestXml(files: readonly SignedFile[], mediaType: string): Buffer {
  const entry = (path: string, type: string): string =>
    `<manifest:file-entry manifest:full-path="${escapeAttribute(path)}" manifest:media-type="${escapeAttribute(type)}"/>`;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="${PACKAGE}" manifest:version="1.2">` +
      entry('/', mediaType) +
      files.map((file) => entry(file.name, file.mediaType)).join('') +
      '</manifest:manifest>',
  );
}

function uriOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
