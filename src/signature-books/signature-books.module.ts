import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { ProtocolModule } from '../protocol';
import { SigningModule } from '../signing';
import { VerificationModule } from '../verification';
import { AbandonBatch } from './application/batches/abandon-batch.use-case';
import { ActOnTask } from './application/tasks/act-on-task.use-case';
import { Addressees } from './application/routes/addressees';
import { AfterNumber } from './application/numbers/after-number.use-case';
import { AskNumber } from './application/numbers/ask-number.use-case';
import { Authorities } from './application/tasks/authorities';
import { AUTOMATIC_STEPS, type AutomaticStep } from './application/automatic/automatic-step.port';
import { FileActStep } from './application/automatic/file-act.step';
import { PerformAutomaticStep } from './application/automatic/perform-automatic-step.use-case';
import { RenderSegnaturaStep } from './application/automatic/render-segnatura.step';
import { SealActStep } from './application/automatic/seal-act.step';
import { SendActStep } from './application/automatic/send-act.step';
import { TakeNumberStep } from './application/automatic/take-number.step';
import { AuthoriseBatch } from './application/batches/authorise-batch.use-case';
import { BatchDetail } from './application/batches/batch-detail';
import { ChangeRequest } from './application/requests/change-request.use-case';
import { CheckContent } from './application/requests/check-content';
import { CompareRevisions } from './application/requests/compare-revisions';
import { CheckRequest } from './application/requests/check-request.use-case';
import { ClerkDesk } from './application/numbers/clerk-desk.use-case';
import { CompleteNumber } from './application/numbers/complete-number';
import { CompleteSignatures } from './application/signatures/complete-signatures.use-case';
import { CountSignatures } from './application/signatures/count-signatures';
import { JudgePending } from './application/verdicts/judge-pending.use-case';
import { PendingVerdicts } from './application/verdicts/pending-verdicts';
import { SettleSignatures } from './application/signatures/settle-signatures';
import { SignatureVerdicts } from './application/verdicts/signature-verdicts';
import { TellConsequences } from './application/tasks/consequences';
import { ConfirmWithDevice } from './application/batches/confirm-with-device';
import { DecidePending } from './application/verdicts/decide-pending.use-case';
import { DocumentTypes } from './application/types/document-types';
import { EmbedSignature } from './application/signatures/embed-signature';
import { ExecuteMarks } from './application/tasks/execute-marks.use-case';
import { FollowRequest } from './application/requests/follow-request';
import { JudgeRoute } from './application/routes/judge-route';
import { JudgeRequest } from './application/requests/judge-request';
import { MakeSignatures } from './application/signatures/make-signatures';
import { KeepTypes } from './application/types/keep-types';
import { KeepTime } from './application/tasks/keep-time.use-case';
import { ListBooks } from './application/types/list-books';
import { NumberIntents } from './application/numbers/number-intents';
import { NumbersLeft } from './application/numbers/numbers-left';
import { OnTask } from './application/tasks/on-task';
import { OpinionPapers } from './application/requests/opinion-papers';
import { OpenBatch } from './application/batches/open-batch.use-case';
import { PrepareFile } from './application/signatures/prepare-file';
import { PrintedNumbers } from './application/numbers/printed-numbers';
import { TakePrintedNumbers } from './application/numbers/take-printed-numbers';
import { PrepareSignatures } from './application/signatures/prepare-signatures.use-case';
import { Queue } from './application/tasks/queue';
import { QueueReasons } from './application/tasks/queue-reasons';
import { ReaddressTask } from './application/routes/readdress-task.use-case';
import { RehearseRoute } from './application/routes/rehearse-route';
import { Ways } from './application/routes/ways';
import { Reminders } from './application/tasks/reminders';
import { RequestDetail } from './application/requests/request-detail';
import { RequestList } from './application/requests/request-list';
import { ReadyBatches } from './application/batches/ready-batches';
import { RestartBatch } from './application/batches/restart-batch';
import { SendOneTimeCode } from './application/batches/send-one-time-code.use-case';
import { RouteTemplates } from './application/routes/route-templates';
import { SettleItems } from './application/batches/settle-items';
import { SignedActs } from './application/numbers/signed-acts';
import { SignatureLooks } from './application/signatures/signature-looks';
import { Signers } from './application/signatures/signers';
import { StampLater } from './application/signatures/stamp-later.use-case';
import { StartRequest } from './application/requests/start-request.use-case';
import { SubmitRequest } from './application/requests/submit-request.use-case';
import { TakeTasks } from './application/tasks/take-tasks';
import { ValueTimestamps } from './application/signatures/value-timestamps';
import { WriteRoute } from './application/routes/write-route';
import { WriteRequest } from './application/requests/write-request.use-case';
import { AfterNumberController } from './http/after-number.controller';
import { elsewhereProviders } from './elsewhere.providers';
import { BatchesController } from './http/batches.controller';
import { BooksController } from './http/books.controller';
import { CourseController } from './http/course.controller';
import { DeskController } from './http/desk.controller';
import { NumbersLeftController } from './http/numbers-left.controller';
import { SigningDownloadsController } from './http/elsewhere/signing-downloads.controller';
import { RequestFilesController } from './http/request-files.controller';
import { RequestsController } from './http/requests.controller';
import { ReviewController } from './http/review.controller';
import { RoutesController } from './http/routes.controller';
import { TasksController } from './http/tasks.controller';
import { TypesController } from './http/types.controller';
import { Dossiers } from './infrastructure/dossiers';
import { SigningBatches } from './infrastructure/signing-batches';
import { SigningRequests } from './infrastructure/signing-requests';
import { provideSettings } from '../platform/config';
import { BOOK_SETTINGS, signatureBooksSettings } from './signature-books.settings';
import { signatureBooksProcessors } from './jobs/signature-books.processors';

/** Add a kind of automatic step here: from then on routes may name it. */
const automaticSteps = [TakeNumberStep, RenderSegnaturaStep, SealActStep, SendActStep, FileActStep];

@Module({
  imports: [DocumentsModule, VerificationModule, SigningModule, ProtocolModule],
  controllers: [
    BooksController,
    RequestsController,
    RequestFilesController,
    CourseController,
    AfterNumberController,
    NumbersLeftController,
    ReviewController,
    RoutesController,
    TypesController,
    DeskController,
    TasksController,
    BatchesController,
    SigningDownloadsController,
  ],
  providers: [
    SigningRequests,
    SigningBatches,
    Dossiers,
    Authorities,
    Addressees,
    DocumentTypes,
    ClerkDesk,
    ExecuteMarks,
    TellConsequences,
    QueueReasons,
    KeepTime,
    KeepTypes,
    RouteTemplates,
    RehearseRoute,
    Ways,
    TakeTasks,
    WriteRoute,
    provideSettings(BOOK_SETTINGS, signatureBooksSettings),
    ListBooks,
    RequestList,
    RequestDetail,
    Queue,
    JudgeRequest,
    JudgeRoute,
    WriteRequest,
    SubmitRequest,
    StartRequest,
    CheckRequest,
    CheckContent,
    CompareRevisions,
    ChangeRequest,
    ActOnTask,
    OnTask,
    OpinionPapers,
    Reminders,
    ReaddressTask,
    SettleItems,
    Signers,
    EmbedSignature,
    OpenBatch,
    PrepareSignatures,
    PrepareFile,
    PrintedNumbers,
    TakePrintedNumbers,
    ReadyBatches,
    SignatureLooks,
    ValueTimestamps,
    StampLater,
    RestartBatch,
    MakeSignatures,
    AuthoriseBatch,
    SendOneTimeCode,
    DecidePending,
    CountSignatures,
    JudgePending,
    PendingVerdicts,
    SettleSignatures,
    SignatureVerdicts,
    ...elsewhereProviders,
    CompleteSignatures,
    CompleteNumber,
    AbandonBatch,
    ConfirmWithDevice,
    BatchDetail,
    AskNumber,
    AfterNumber,
    NumberIntents,
    NumbersLeft,
    PerformAutomaticStep,
    ...automaticSteps,
    {
      provide: AUTOMATIC_STEPS,
      useFactory: (...steps: AutomaticStep[]) => steps,
      inject: automaticSteps,
    },
    FollowRequest,
    SignedActs,
    ...signatureBooksProcessors,
  ],
  exports: [SignedActs],
})
export class SignatureBooksModule {}
