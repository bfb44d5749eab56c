import { get, newKey, post, put, remove, urlOf } from './client';
import type {
  AnnulmentDesk,
  AskAnnulmentInput,
  DailyRegisterPage,
  DecideAnnulmentsInput,
  BatchView,
  BookList,
  ChangesView,
  CheckView,
  ChosenCredential,
  ClassificationPlanView,
  Codes,
  ConsequencesView,
  CoverView,
  CreateRequestBody,
  DemoLogins,
  DevicesView,
  Document,
  EnrolmentView,
  ExecutionView,
  IncomingInput,
  MailPreferenceView,
  NotificationPage,
  OpenBatchInput,
  OrganisationView,
  Person,
  PowersView,
  QueuePage,
  QueueSummary,
  RegistrationDetail,
  RegistrationPage,
  RehearsalInput,
  RehearsalView,
  RequestDetail,
  RequestInput,
  RequestPage,
  RequestQuery,
  ReturnReasonsView,
  Role,
  SessionView,
  StepKind,
  Task,
  TemplateList,
  TypeList,
} from './types';
import { upload } from './upload';

export type Mark = 'SIGN' | 'RETURN' | 'QUESTION' | 'NOT_MINE';
export type Outcome = NonNullable<Task['outcome']>;
export type Download = RequestDetail['downloads'][number];
type Signal = AbortSignal | undefined;

export const sessions = {
  current: () => get<SessionView>('/session'),
  open: (username: string, password: string) => post<SessionView>('/session', { username, password }),
  close: () => remove('/session'),
  demoLogins: () => get<DemoLogins>('/demo-logins'),
};

export const organisation = {
  view: () => get<OrganisationView>('/organisation'),
  people: (query: { role?: Role; search?: string }, signal?: Signal) =>
    get<{ items: Person[] }>('/people', query, signal),
  classification: () => get<ClassificationPlanView>('/classification-plan'),
};

export const documents = {
  upload: (file: File, use: 'act' | 'annex', onProgress?: (share: number) => void, signal?: Signal) =>
    upload<Document>('/documents', file, {
      query: { use },
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    }),
};

export type TypeInput = Pick<TypeList['items'][number], 'code' | 'name' | 'policy'> & {
  readonly id?: string;
};
export type ContentToCheck = Pick<RequestInput, 'bookId' | 'mainDocumentId' | 'annexes' | 'route'>;

export const requests = {
  books: () => get<BookList>('/signature-books'),
  list: (query: RequestQuery, signal?: Signal) => get<RequestPage>('/signing-requests', query, signal),
  one: (id: string, signal?: Signal) => get<RequestDetail>(`/signing-requests/${id}`, undefined, signal),
  create: (body: RequestInput, key: string) => post<RequestDetail>('/signing-requests', body, key),
  update: (id: string, body: RequestInput & { version: number }) =>
    put<RequestDetail>(`/signing-requests/${id}`, body),
  move: (id: string, action: 'start' | 'revise', version: number) =>
    post<RequestDetail>(`/signing-requests/${id}/${action}`, { version }),
  withdraw: (id: string, action: 'recall' | 'cancel', version: number, reason: string) =>
    post<RequestDetail>(`/signing-requests/${id}/${action}`, { version, reason }),
  act: (id: string, action: string, body: { version: number } & Readonly<Record<string, unknown>>) =>
    post<RequestDetail | null>(`/signing-requests/${id}/${action}`, body),
  check: (body: ContentToCheck) => post<CheckView>('/content-checks', body),
  changes: (id: string, signal?: Signal) =>
    get<ChangesView>(`/signing-requests/${id}/changes`, undefined, signal),
  fileUrl: (id: string, fileId: string, sha256: string) =>
    urlOf(`/signing-requests/${id}/files/${fileId}/content`, { sha256 }),
  downloadUrl: (id: string, kind: Download) => urlOf(`/signing-requests/${id}/downloads/${kind}`),
};

export const tasks = {
  queue: (
    query: { kind?: StepKind | 'VIEW'; search?: string; cursor?: string; limit?: number },
    signal?: Signal,
  ) => get<QueuePage>('/tasks', query, signal),
  summary: () => get<QueueSummary>('/tasks/summary'),
  endorse: (id: string, body: { version: number; sha256: string; note?: string }) =>
    post<Task>(`/tasks/${id}/endorse`, body),
  giveBack: (id: string, body: { version: number; reason: string }) =>
    post<Task>(`/tasks/${id}/return`, body),
  mark: (id: string, body: { version: number; mark: Mark | null; reason?: string }) =>
    put<Task>(`/tasks/${id}/mark`, body),
  takeBack: (id: string, version: number) => post<Task>(`/tasks/${id}/take-back`, { version }),
  opinion: (id: string, body: { version: number; sha256: string; outcome: Outcome; reasons: string }) =>
    post<Task>(`/tasks/${id}/opinion`, body),
  decline: (id: string, version: number, reason: string) =>
    post<Task>(`/tasks/${id}/decline`, { version, reason }),
  ask: (id: string, version: number, question: string) =>
    post<Task>(`/tasks/${id}/question`, { version, question }),
  opened: (id: string, sha256: string) => post<Task>(`/tasks/${id}/opened`, { sha256 }),
  consequences: (id: string) => get<ConsequencesView>(`/tasks/${id}/consequences`),
  executeMarks: (items: OpenBatchInput['items']) => post<ExecutionView>('/tasks/execute-marks', { items }),
  returnReasons: () => get<ReturnReasonsView>('/return-reasons'),
  transfer: (
    id: string,
    body: { version: number; to: { kind: 'person'; personId: string }; reason: string },
  ) => post<Task>(`/tasks/${id}/transfer`, body),
};

export const routes = {
  rehearse: (body: RehearsalInput) => post<RehearsalView>('/route-rehearsals', body),
  templates: () => get<TemplateList>('/route-templates'),
  keep: (body: object, key: string) => post<{ id: string }>('/route-templates', body, key),
};

export const powers = {
  list: () => get<PowersView>('/powers'),
  cover: () => get<CoverView>('/powers/cover'),
  delegate: (body: object, key: string) => post<{ id: string }>('/delegations', body, key),
  revoke: (id: string, reason: string) => post<{ id: string }>(`/delegations/${id}/revoke`, { reason }),
  declareAbsent: (body: object, key: string) => post<{ id: string }>('/absences', body, key),
  endAbsence: (id: string) => post<{ id: string }>(`/absences/${id}/end`, {}),
};

export const batches = {
  open: (items: OpenBatchInput['items'], key: string) => post<BatchView>('/signing-batches', { items }, key),
  one: (id: string) => get<BatchView>(`/signing-batches/${id}`),
  authorise: (id: string, codes: Codes) => post<BatchView>(`/signing-batches/${id}/authorise`, codes),
  sendCode: (id: string) => post<unknown>(`/signing-batches/${id}/one-time-code`, {}),
  abandon: (id: string) => remove(`/signing-batches/${id}`),
};

/** The device that the person at the desk signs with. */
export const signingDevice = {
  current: () => get<EnrolmentView>('/signing-device'),
  offers: () => get<DevicesView>('/signing-device/offers'),
  sendCode: (chosen: ChosenCredential) => post<unknown>('/signing-device/one-time-code', chosen),
  enrol: (chosen: ChosenCredential, codes: Codes) =>
    post<EnrolmentView>('/signing-device', { ...chosen, ...codes }),
};

// An alias: an interface is no record of texts to the compiler.
export type RegistrationQuery = {
  readonly year?: number;
  readonly number?: number;
  readonly direction?: string;
  readonly search?: string;
  readonly means?: string;
  readonly classification?: string;
  readonly from?: string;
  readonly to?: string;
};

export const registrations = {
  list: (query: RegistrationQuery & { cursor?: string }, signal?: Signal) =>
    get<RegistrationPage>('/registrations', query, signal),
  one: (id: string) => get<RegistrationDetail>(`/registrations/${id}`),
  create: (body: IncomingInput, key: string) => post<RegistrationDetail>('/registrations', body, key),
  /** The same search as a file. */
  exportUrl: (query: RegistrationQuery, format: 'csv' | 'xlsx' | 'ods') =>
    urlOf('/registration-exports', { ...query, format }),
  segnaturaUrl: (id: string) => urlOf(`/registrations/${id}/segnatura`),
  proofUrl: (id: string) => urlOf(`/registrations/${id}/proof`),
};

export const annulments = {
  desk: () => get<AnnulmentDesk>('/annulments'),
  ask: (id: string, body: AskAnnulmentInput, key: string) =>
    post<{ requestId: string }>(`/registrations/${id}/annulments`, body, key),
  decide: (body: DecideAnnulmentsInput, key: string) =>
    post<{ count: number }>('/annulments/decisions', body, key),
};

export const dailyRegisters = {
  list: (query: { cursor?: string }, signal?: Signal) =>
    get<DailyRegisterPage>('/daily-registers', query, signal),
  contentUrl: (id: string, format: 'pdf' | 'json') => urlOf(`/daily-registers/${id}/content`, { format }),
};

export const documentTypes = {
  list: () => get<TypeList>('/document-types'),
  keep: ({ id, code, name, policy }: TypeInput) =>
    id === undefined
      ? post<{ id: string }>('/document-types', { code, name, policy }, newKey())
      : put<{ id: string }>(`/document-types/${id}`, { name, policy }),
};

export const notifications = {
  list: (cursor?: string) => get<NotificationPage>('/notifications', { cursor }),
  unread: () => get<{ unread: number }>('/notifications/unread'),
  read: (id: string) => post<unknown>(`/notifications/${id}/read`),
  mailPreference: () => get<MailPreferenceView>('/notifications/preferences'),
  chooseMail: (mail: MailPreferenceView['mail']) =>
    put<MailPreferenceView>('/notifications/preferences', { mail }),
};

export type { CreateRequestBody };
