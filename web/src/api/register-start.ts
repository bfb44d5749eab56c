import type { z } from 'zod';
import type {
  ImportedDetail,
  importQuery,
  openingBody,
  RegisterStartView,
} from '../../../src/protocol/http/register-start/register-start.schema';
import { get, post, urlOf } from './client';
import { upload } from './upload';

export type { ImportedDetail, RegisterStartView };
export type RegisterImport = RegisterStartView['imports'][number];
export type ImportEncoding = NonNullable<z.input<typeof importQuery>['encoding']>;

/** How the protocol register began: what was imported, and the act that opened it. */
export const registerStart = {
  view: () => get<RegisterStartView>('/register-start'),
  send: (file: File, encoding: ImportEncoding, onProgress: (share: number) => void) =>
    upload<{ id: string }>('/register-imports', file, { query: { encoding }, onProgress }),
  abandon: (id: string) => post<unknown>(`/register-imports/${id}/abandon`),
  open: (body: z.input<typeof openingBody>) => post<unknown>('/register-openings', body),
  fileUrl: (id: string, which: 'report' | 'findings') => urlOf(`/register-imports/${id}/${which}`),
  entry: (id: string) => get<ImportedDetail>(`/imported-registrations/${id}`),
};
