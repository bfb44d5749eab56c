import { headersOf, newKey, refused, urlOf, type Query } from './client';
import { problemOf, unreachable } from './problem';

interface UploadOptions {
  readonly query?: Query;
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** A file under the name of its field. */
export interface FormPart {
  readonly name: string;
  readonly file: File;
}

/** Sends one file; unlike fetch it tells how far the sending has come. */
export function upload<Answer>(path: string, file: File, options: UploadOptions = {}): Promise<Answer> {
  return uploadForm(path, [{ name: 'file', file }], options);
}

/** The same for many files in one form. */
export function uploadForm<Answer>(
  path: string,
  parts: readonly FormPart[],
  options: UploadOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', urlOf(path, options.query));
    for (const [name, value] of Object.entries(headersOf('POST', newKey()))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(unreachable(path));
    request.onabort = () => reject(new DOMException('The upload was withdrawn', 'AbortError'));
    request.onload = () => {
      if (request.status >= 400) {
        reject(refused(problemOf(request.status, request.responseText, path), path));
        return;
      }
      try {
        resolve(JSON.parse(request.responseText) as Answer);
      } catch (cause) {
        reject(unreachable(path, cause));
      }
    };
    options.signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    for (const { name, file } of parts) form.append(name, file, file.name);
    request.send(form);
  });
}
