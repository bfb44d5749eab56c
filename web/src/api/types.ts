import type { z } from 'zod';
import type { documentView } from '../../../src/documents/http/documents.schema';
import type { notificationView } from '../../../src/notifications/http/notifications.schema';
import type { classificationEntryView, personView } from '../../../src/organisation/http/organisation.schema';
import type { Problem } from '../../../src/platform/http/problem.schema';
import type { askAnnulmentBody, decideAnnulmentsBody } from '../../../src/protocol/http/annulments.schema';
import type { DailyRegisterPage } from '../../../src/protocol/http/daily-registers.schema';
import type { registerBody, registrationSummary } from '../../../src/protocol/http/protocol.schema';
import type {
  RequestDetail,
  bookView,
  createRequestBody,
  requestFileView,
  requestListQuery,
  taskView,
  timelineEntry,
} from '../../../src/signature-books/http/signature-books.schema';
import type { rehearsalBody } from '../../../src/signature-books/http/routes.schema';
import type { batchItemView, openBatchBody } from '../../../src/signature-books/http/batch.schema';
import type { checkView, signatureView } from '../../../src/verification/http/verification.schema';

export type {
  ClassificationPlanView,
  DemoLogins,
  OrganisationView,
  SessionView,
} from '../../../src/organisation/http/organisation.schema';
export type {
  BookList,
  CreateRequestBody,
  RequestDetail,
  RequestPage,
  RequestSummary,
} from '../../../src/signature-books/http/signature-books.schema';
import type { BatchView as Batch } from '../../../src/signature-books/http/batch.schema';
export type { QueueItem, QueuePage, QueueSummary } from '../../../src/signature-books/http/queue.schema';
export type {
  RehearsalView,
  TemplateList,
  TemplateView,
  TypeList,
} from '../../../src/signature-books/http/routes.schema';
export type { ChangesView, CheckView } from '../../../src/signature-books/http/review.schema';
export type { BatchView } from '../../../src/signature-books/http/batch.schema';
export type {
  FilesToSignView,
  SigningDownloadView,
  TakenFileView,
} from '../../../src/signature-books/http/elsewhere/signing-downloads.schema';
export type { DevicesView, EnrolmentView } from '../../../src/signing/http/enrolment.schema';
export type {
  ConsequencesView,
  ExecutionView,
  ReturnReasonsView,
} from '../../../src/signature-books/http/acting.schema';
export type { CoverView, PowersView } from '../../../src/organisation/http/powers.schema';
export type { AnnulmentDesk } from '../../../src/protocol/http/annulments.schema';
export type { DailyRegisterPage } from '../../../src/protocol/http/daily-registers.schema';
export type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
export type {
  MailPreferenceView,
  NotificationPage,
} from '../../../src/notifications/http/notifications.schema';
export type {
  RepetitionView,
  TrustedListsView,
  ValidAtView,
  VerificationProgressView,
  VerificationView,
} from '../../../src/verification/http/verification.schema';
export type {
  BatchItemView as VerifiedBatchItem,
  BatchView as VerifiedBatch,
} from '../../../src/verification/http/batch.schema';
export type { Problem };

export type Person = z.infer<typeof personView>;
export type Role = Person['roles'][number];
export type ClassificationEntry = z.infer<typeof classificationEntryView>;
export type Document = z.infer<typeof documentView>;
export type Book = z.infer<typeof bookView>;
export type Task = z.infer<typeof taskView>;
export type StepKind = Task['kind'];
/** Of people, and what the system itself does in a route. */
export type AnyStepKind = RequestDetail['steps'][number]['kind'];
export type RequestFile = z.infer<typeof requestFileView>;
export type RouteStep = RequestDetail['steps'][number];
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type RequestQuery = Omit<z.input<typeof requestListQuery>, 'limit'> & { limit?: number };
export type RequestBox = NonNullable<RequestQuery['box']>;
export type RequestState = RequestDetail['state'];
export type RehearsalInput = z.input<typeof rehearsalBody>;
export type RequestInput = z.input<typeof createRequestBody>;
export type OpenBatchInput = z.input<typeof openBatchBody>;
export type BatchItem = z.infer<typeof batchItemView>;
/** As a request names its recipients; who is at the register's desk may also name a sender who is not known. */
export type Correspondent = NonNullable<RequestInput['registration']>['recipients'][number];
export type RegistrationSummary = z.infer<typeof registrationSummary>;
export type Direction = NonNullable<RegistrationSummary['direction']>;
export type DailyRegister = DailyRegisterPage['items'][number];
export type AskAnnulmentInput = z.input<typeof askAnnulmentBody>;
export type DecideAnnulmentsInput = z.input<typeof decideAnnulmentsBody>;
export type IncomingInput = z.input<typeof registerBody>;
export type Signature = z.infer<typeof signatureView>;
export type Check = z.infer<typeof checkView>;
export type Notification = z.infer<typeof notificationView>;

export type AskedCodes = Batch['device']['asks'];
/** Typed by the person, sent once, kept nowhere. */
export interface Codes {
  readonly pin?: string;
  readonly otp?: string;
}
export interface ChosenCredential {
  readonly deviceId: string;
  readonly credentialId: string;
}
