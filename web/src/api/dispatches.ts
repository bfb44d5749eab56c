import type { z } from 'zod';
import type { DispatchList, recordDispatchBody } from '../../../src/protocol/http/dispatches.schema';
import { get, post, urlOf } from './client';

export type Dispatch = DispatchList['items'][number];
export type RecordInput = z.input<typeof recordDispatchBody>;

export const dispatches = {
  of: (registrationId: string) => get<DispatchList>(`/registrations/${registrationId}/dispatches`),
  open: (registrationId: string, key: string) =>
    post<{ ids: string[] }>(`/registrations/${registrationId}/dispatches`, { items: [] }, key),
  printCopyUrl: (registrationId: string) => urlOf(`/registrations/${registrationId}/print-copy`),
  record: (id: string, body: RecordInput) =>
    post<{ state: string; version: number }>(`/dispatches/${id}/records`, body),
};
