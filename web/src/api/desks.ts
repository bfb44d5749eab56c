import type { z } from 'zod';
import type { DispatchDesk } from '../../../src/protocol/http/dispatches.schema';
import type {
  importBody,
  ImportReports,
  ImportReportView,
  openingBody,
  OpeningList,
  stationBody,
  StationList,
} from '../../../src/protocol/http/emergency.schema';
import type {
  ExchangeView,
  makeMessageBody,
  ReceivedSegnaturaView,
} from '../../../src/protocol/http/exchange.schema';
import type {
  DeskRules,
  deskRuleBody,
} from '../../../src/protocol/http/classification/classification.schema';
import type { MadeReceipt, ReceiptList } from '../../../src/protocol/http/receipts.schema';
import type { SavedSearchList } from '../../../src/protocol/http/searches.schema';
import { get, post, put, remove, urlOf } from './client';
import type { RegistrationDetail } from './types';

export type { ExchangeView, ImportReportView, ReceivedSegnaturaView };
export type Message = ExchangeView['messages'][number];
export type MessageKind = Message['kind'];
export type DeskDispatch = DispatchDesk['items'][number];
export type EmergencyOpening = OpeningList['items'][number];
export type SavedSearch = SavedSearchList['items'][number];
export type DeskRule = DeskRules['items'][number];

export const dispatchDesk = { list: () => get<DispatchDesk>('/dispatches') };

export const exchange = {
  of: (id: string) => get<ExchangeView>(`/registrations/${id}/exchange`),
  keepSegnatura: (id: string, documentId: string, key: string) =>
    post<ReceivedSegnaturaView>(`/registrations/${id}/received-segnatura`, { documentId }, key),
  make: (id: string, body: z.input<typeof makeMessageBody>, key: string) =>
    post<{ id: string }>(`/registrations/${id}/messages`, body, key),
  receive: (documentId: string, key: string) =>
    post<{ id: string; registrationId: string }>('/protocol-messages', { documentId }, key),
  messageUrl: (id: string, messageId: string) => urlOf(`/registrations/${id}/messages/${messageId}`),
};

export const receipts = {
  make: (id: string, endsOn: string | null, key: string) =>
    post<MadeReceipt>(`/registrations/${id}/receipts`, { endsOn }, key),
  of: (id: string) => get<ReceiptList>(`/registrations/${id}/receipts`),
  url: (id: string, receiptId: string) => urlOf(`/registrations/${id}/receipts/${receiptId}`),
  labelUrl: (id: string) => urlOf(`/registrations/${id}/label`),
};

export const reservation = {
  change: (id: string, personIds: readonly string[] | null, reason: string) =>
    put<RegistrationDetail>(`/registrations/${id}/reservation`, {
      list: personIds && { personIds, officeIds: [] },
      reason,
    }),
};

export const savedSearches = {
  list: () => get<SavedSearchList>('/saved-searches'),
  save: (name: string, filter: SavedSearch['filter'], key: string) =>
    post<{ id: string }>('/saved-searches', { name, filter }, key),
  remove: (id: string) => remove(`/saved-searches/${id}`),
};

export const emergency = {
  stations: () => get<StationList>('/emergency-stations'),
  addStation: (body: z.input<typeof stationBody>, key: string) =>
    post<{ id: string }>('/emergency-stations', body, key),
  formUrl: (id: string) => urlOf(`/emergency-stations/${id}/forms`),
  openings: () => get<OpeningList>('/emergency-registers'),
  open: (body: z.input<typeof openingBody>, key: string) =>
    post<{ id: string }>('/emergency-registers', body, key),
  prolong: (id: string, actReference: string, until: string) =>
    post<unknown>(`/emergency-registers/${id}/periods`, { actReference, until }),
  close: (id: string, closedAt: string) => post<unknown>(`/emergency-registers/${id}/closing`, { closedAt }),
  take: (file: z.input<typeof importBody>) => post<ImportReportView>('/emergency-imports', file),
  reports: () => get<ImportReports>('/emergency-imports'),
};

export const deskRules = {
  list: () => get<DeskRules>('/desk-rules'),
  add: (body: z.input<typeof deskRuleBody>, key: string) => post<{ id: string }>('/desk-rules', body, key),
  end: (id: string) => post<unknown>(`/desk-rules/${id}/end`),
};
