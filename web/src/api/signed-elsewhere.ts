import { get, post, remove, urlOf } from './client';
import type { FilesToSignView, SigningDownloadView, TakenFileView } from './types';
import { upload } from './upload';

/** Signing with a program of one's own: the file goes out, and comes back signed. */
export const signedElsewhere = {
  files: (taskId: string) => get<FilesToSignView>(`/tasks/${taskId}/files-to-sign`),
  take: (
    taskId: string,
    body: { version: number; fileId: string; sha256: string; reasons?: string },
    key: string,
  ) => post<SigningDownloadView>(`/tasks/${taskId}/signing-downloads`, body, key),
  giveBack: (id: string) => remove(`/signing-downloads/${id}`),
  contentUrl: (id: string) => urlOf(`/signing-downloads/${id}/content`),
  bring: (id: string, file: File, onProgress: (share: number) => void) =>
    upload<TakenFileView>(`/signing-downloads/${id}/signed-file`, file, { onProgress }),
};
