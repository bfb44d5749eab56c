import { get, post, remove, urlOf } from './client';
import type {
  RepetitionView,
  TrustedListsView,
  ValidAtView,
  VerificationProgressView,
  VerificationView,
  VerifiedBatch,
} from './types';
import { uploadForm } from './upload';

type Signal = AbortSignal | undefined;

/** What is sent to be verified, and how. */
export interface ToVerify {
  readonly file: File;
  /** What it may have signed, where that stands outside. */
  readonly contents: readonly File[];
  readonly keep: boolean;
}

interface Sending {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export const verifications = {
  verify: ({ file, contents, keep }: ToVerify, sending: Sending = {}) =>
    uploadForm<VerificationView | VerificationProgressView>(
      '/verifications',
      [{ name: 'file', file }, ...contents.map((content) => ({ name: 'content', file: content }))],
      { query: { keep }, ...sending },
    ),
  progress: (id: string, signal?: Signal) =>
    get<VerificationProgressView>(`/verifications/${id}`, {}, signal),
  eventsPath: (id: string) => `/verifications/${id}/events`,
  validAt: (id: string, day: string, signal?: Signal) =>
    get<ValidAtView>(`/verifications/${id}/valid-at`, { day }, signal),
  repeat: (id: string) => post<RepetitionView>(`/verifications/${id}/repetitions`),
  fileUrl: (id: string) => urlOf(`/verifications/${id}/file`),
  forget: (id: string) => remove(`/verifications/${id}/file`),
  trust: () => get<TrustedListsView>('/trusted-lists'),
  reportUrl: (id: string, format: 'json' | 'txt' | 'pdf' | 'etsi', language: string) =>
    urlOf(`/verifications/${id}/report`, { format, language }),
};

export const verificationBatches = {
  send: (files: readonly File[], keep: boolean, sending: Sending = {}) =>
    uploadForm<VerifiedBatch>(
      '/verification-batches',
      files.map((file) => ({ name: 'file', file })),
      { query: { keep }, ...sending },
    ),
  eventsPath: (id: string) => `/verification-batches/${id}/events`,
  one: (id: string, signal?: Signal) => get<VerifiedBatch>(`/verification-batches/${id}`, {}, signal),
  tableUrl: (id: string, language: string) => urlOf(`/verification-batches/${id}/table`, { language }),
  retry: (id: string) => post<VerifiedBatch>(`/verification-batches/${id}/retries`),
  forget: (id: string) => remove(`/verification-batches/${id}/files`),
};
