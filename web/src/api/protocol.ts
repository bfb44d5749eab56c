import { get, post, put, urlOf } from './client';
import type {
  ArrivalDetail,
  ArrivalPage,
  ArrivalState,
  AssignInput,
  AssignmentHistory,
  AssignmentPage,
  CaseFileDetail,
  CaseFileList,
  CaseFilePage,
  ClassProposals,
  CopyList,
  CorrespondentDetail,
  CorrespondentDuplicates,
  CorrespondentPage,
  DeskCounts,
  ExclusionList,
  FilingPage,
  IntakeRefusals,
  KnownInput,
  LikelyDuplicates,
  LikelyDuplicatesInput,
  NewExclusionInput,
  OpenCaseFileInput,
  PlanInput,
  PlanView,
  ProposeClassInput,
  ReassignInput,
  TakeInInput,
} from './protocol-types';
import type { RegistrationDetail } from './types';

type Signal = AbortSignal | undefined;
// An alias: an interface is no record of texts to the compiler.
type PageQuery = { readonly cursor?: string };

export const arrivals = {
  list: (query: PageQuery & { state: ArrivalState }, signal?: Signal) =>
    get<ArrivalPage>('/arrivals', query, signal),
  one: (id: string) => get<ArrivalDetail>(`/arrivals/${id}`),
  refused: () => get<IntakeRefusals>('/arrivals/refused'),
  takeIn: (body: TakeInInput, key: string) => post<ArrivalDetail>('/arrivals', body, key),
  exclude: (id: string, exclusionId: string, note: string) =>
    post<unknown>(`/arrivals/${id}/exclude`, { exclusionId, note }),
  bringBack: (id: string, reason: string) => post<unknown>(`/arrivals/${id}/bring-back`, { reason }),
  fileUrl: (id: string, position: number) => urlOf(`/arrivals/${id}/files/${position}/content`),
};

export const exclusions = {
  list: () => get<ExclusionList>('/exclusions'),
  add: (body: NewExclusionInput, key: string) => post<unknown>('/exclusions', body, key),
  addThoseOfTheLaw: () => post<unknown>('/exclusions/of-the-law'),
  end: (id: string) => post<unknown>(`/exclusions/${id}/end`),
};

export const correspondents = {
  list: (query: PageQuery & { search?: string }, signal?: Signal) =>
    get<CorrespondentPage>('/correspondents', query, signal),
  duplicates: () => get<CorrespondentDuplicates>('/correspondents/duplicates'),
  one: (id: string) => get<CorrespondentDetail>(`/correspondents/${id}`),
  add: (body: KnownInput, key: string) => post<CorrespondentDetail>('/correspondents', body, key),
  correct: (id: string, body: { known: KnownInput; version: number; reason: string }) =>
    put<CorrespondentDetail>(`/correspondents/${id}`, body),
  merge: (id: string, mergedIds: readonly string[], reason: string) =>
    post<CorrespondentDetail>(`/correspondents/${id}/merge`, { mergedIds, reason }),
};

export const duplicates = {
  likely: (body: LikelyDuplicatesInput) => post<LikelyDuplicates>('/registrations/likely-duplicates', body),
};

export const classification = {
  plan: () => get<PlanView>('/classification-plan/versions'),
  publish: (body: PlanInput, key: string) => post<unknown>('/classification-plan/versions', body, key),
  propose: (body: ProposeClassInput) => post<ClassProposals>('/classification-plan/proposals', body),
  change: (id: string, code: string, reason: string) =>
    post<RegistrationDetail>(`/registrations/${id}/classification`, { code, reason }),
};

export const caseFiles = {
  list: (query: PageQuery & { search?: string; state?: string }, signal?: Signal) =>
    get<CaseFilePage>('/case-files', query, signal),
  one: (id: string) => get<CaseFileDetail>(`/case-files/${id}`),
  open: (body: OpenCaseFileInput, key: string) => post<CaseFileDetail>('/case-files', body, key),
  close: (id: string, version: number) => post<CaseFileDetail>(`/case-files/${id}/close`, { version }),
  reopen: (id: string, version: number, reason: string) =>
    post<CaseFileDetail>(`/case-files/${id}/reopen`, { version, reason }),
  ofRegistration: (id: string) => get<CaseFileList>(`/registrations/${id}/case-files`),
  file: (id: string, registrationIds: readonly string[]) =>
    post<unknown>(`/case-files/${id}/content`, { registrationIds }),
  takeOut: (id: string, registrationId: string, reason: string) =>
    post<unknown>(`/case-files/${id}/take-out`, { registrationId, reason }),
};

export const registeredFiles = {
  url: (id: string, position: number) => urlOf(`/registrations/${id}/files/${position}/content`),
  copies: (id: string) => get<CopyList>(`/registrations/${id}/image-copies`),
  join: (body: { barcode: string; position: number; documentId: string; attested: true }, key: string) =>
    post<unknown>('/image-copies', body, key),
};

export const filingDesk = {
  list: (query: PageQuery & { officeId?: string }, signal?: Signal) =>
    get<FilingPage>('/filing-desk', query, signal),
  intoYearlySeries: (registrationIds: readonly string[]) =>
    post<unknown>('/filing-desk/yearly-series', { registrationIds }),
};

export const assignments = {
  counts: () => get<DeskCounts>('/desk-counts'),
  list: (query: PageQuery & { box: string }, signal?: Signal) =>
    get<AssignmentPage>('/assignments', query, signal),
  ofRegistration: (id: string) => get<AssignmentHistory>(`/registrations/${id}/assignments`),
  assign: (id: string, body: AssignInput, key: string) =>
    post<AssignmentHistory>(`/registrations/${id}/assignments`, body, key),
  accept: (id: string, version: number) => post<unknown>(`/assignments/${id}/accept`, { version }),
  refuse: (id: string, version: number, reason: string) =>
    post<unknown>(`/assignments/${id}/refuse`, { version, reason }),
  withdraw: (id: string, version: number, reason: string) =>
    post<unknown>(`/assignments/${id}/withdraw`, { version, reason }),
  reassign: (id: string, body: ReassignInput) => post<unknown>(`/assignments/${id}/reassign`, body),
};
