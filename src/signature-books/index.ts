import type { ModuleDefinition } from '../platform/module-definition';
import { batchStates, itemStates } from './domain/batch.states';
import { downloadStates } from './domain/elsewhere/signing-download.states';
import { requestStates } from './domain/request.states';
import { stepStates, taskStates } from './domain/route.states';
import { signatureBooksRefusals } from './domain/signature-books.refusals';
import { SigningBatchRow, SigningItemRow } from './infrastructure/batch.rows';
import { seedDemoBooks } from './infrastructure/demo-books';
import { SigningDownloadRow } from './infrastructure/elsewhere/signing-download.row';
import { RequestNumberRow } from './infrastructure/number.row';
import { DocumentTypeRow, ReturnReasonRow, RouteTemplateRow } from './infrastructure/type.rows';
import { RouteStepRow, SignatureBookRow, SigningRequestRow, TaskRow } from './infrastructure/request.rows';
import { signatureBooksJobs } from './jobs/signature-books.jobs';
import { SignatureBooksModule } from './signature-books.module';
import {
  actsKeep,
  batchesSign,
  verdictsAccept,
  requestsRead,
  requestsWrite,
  routesKeep,
  tasksAct,
  typesKeep,
} from './signature-books.permissions';
import { signatureBooksSettings } from './signature-books.settings';
import { signatureBooksTexts } from './signature-books.texts';

export { type SignedAct, SignedActs } from './application/numbers/signed-acts';
export type { ConsequencesView, ExecutionView, ReturnReasonsView } from './http/acting.schema';
export type {
  FilesToSignView,
  SigningDownloadView,
  TakenFileView,
} from './http/elsewhere/signing-downloads.schema';
export type { BatchView } from './http/batch.schema';
export type { ChangesView, CheckView } from './http/review.schema';
export type { RehearsalView, TemplateList, TypeList } from './http/routes.schema';
export type { QueuePage } from './http/queue.schema';
export type { BookList, RequestDetail } from './http/signature-books.schema';
export { SignatureBooksModule } from './signature-books.module';
export { requestsRead } from './signature-books.permissions';

export const signatureBooks: ModuleDefinition = {
  name: 'signature-books',
  nest: SignatureBooksModule,
  rows: [
    SignatureBookRow,
    SigningRequestRow,
    RouteStepRow,
    TaskRow,
    SigningBatchRow,
    SigningItemRow,
    DocumentTypeRow,
    ReturnReasonRow,
    RouteTemplateRow,
    RequestNumberRow,
    SigningDownloadRow,
  ],
  jobs: signatureBooksJobs,
  permissions: [
    requestsWrite,
    requestsRead,
    tasksAct,
    batchesSign,
    actsKeep,
    verdictsAccept,
    routesKeep,
    typesKeep,
  ],
  settings: [signatureBooksSettings],
  refusals: [signatureBooksRefusals],
  texts: signatureBooksTexts,
  states: [requestStates, stepStates, taskStates, batchStates, itemStates, downloadStates],
  demo: seedDemoBooks,
};
