import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { ProtocolModule } from '../protocol';
import { SigningModule } from '../signing';
import { VerificationModule } from '../verification';
import { AbandonBatch } from './application/abandon-batch.use-case';
import { ActOnTask } from './application/act-on-task.use-case';
import { Addressees } from './application/addressees';
import { AfterNumber } from './application/after-number.use-case';
import { AskNumber } from './application/ask-number.use-case';
import { Authorities } from './application/authorities';
import { AUTOMATIC_STEPS, type AutomaticStep } from './application/automatic/automatic-step.port';
import { FileActStep } from './application/automatic/file-act.step';
import { PerformAutomaticStep } from './application/automatic/perform-automatic-step.use-case';
import { RenderSegnaturaStep } from './application/automatic/render-segnatura.step';
import { SealActStep } from './application/automatic/seal-act.step';
import { SendActStep } from './application/automatic/send-act.step';
import { TakeNumberStep } from './application/automatic/take-number.step';
import { AuthoriseBatch } from './application/authorise-batch.use-case';
import { BatchDetail } from './application/batch-detail';
import { ChangeRequest } from './application/change-request.use-case';
import { CheckContent } from './application/check-content';
import { CompareRevisions } from './application/compare-revisions';
import { CheckRequest } from './application/check-request.use-case';
import { ClerkDesk } from './application/clerk-desk.use-case';
import { CompleteNumber } from './application/complete-number';
import { CompleteSignatures } from './application/complete-signatures.use-case';
import { CountSignatures } from './application/count-signatures';
import { JudgePending } from './application/judge-pending.use-case';
import { PendingVerdicts } from './application/pending-verdicts';
import { SettleSignatures } from './application/settle-signatures';
import { SignatureVerdicts } from './application/signature-verdicts';
import { TellConsequences } from './application/consequences';
import { ConfirmWithDevice } from './application/confirm-with-device';
import { DecidePending } from './application/decide-pending.use-case';
import { DocumentTypes } from './application/document-types';
import { EmbedSignature } from './application/embed-signature';
import { ExecuteMarks } from './application/execute-marks.use-case';
import { FollowRequest } from './application/follow-request';
import { JudgeRoute } from './application/judge-route';
import { JudgeRequest } from './application/judge-request';
import { MakeSignatures } from './application/make-signatures';
import { KeepTypes } from './application/keep-types';
import { KeepTime } from './application/keep-time.use-case';
import { ListBooks } from './application/list-books';
import { NumberIntents } from './application/number-intents';
import { NumbersLeft } from './application/numbers-left';
import { OnTask } from './application/on-task';
import { OpinionPapers } from './application/opinion-papers';
import { OpenBatch } from './application/open-batch.use-case';
import { PrepareFile } from './application/prepare-file';
import { PrintedNumbers } from './application/printed-numbers';
import { TakePrintedNumbers } from './application/take-printed-numbers';
import { PrepareSignatures } from './application/prepare-signatures.use-case';
import { Queue } from './application/queue';
import { QueueReasons } from './application/queue-reasons';
import { ReaddressTask } from './application/readdress-task.use-case';
import { RehearseRoute } from './application/rehearse-route';
import { Ways } from './application/ways';
import { Reminders } from './application/reminders';
import { RequestDetail } from './application/request-detail';
import { RequestList } from './application/request-list';
import { ReadyBatches } from './application/ready-batches';
import { RestartBatch } from './application/restart-batch';
import { SendOneTimeCode } from './application/send-one-time-code.use-case';
import { RouteTemplates } from './application/route-templates';
import { SettleItems } from './application/settle-items';
import { SignedActs } from './application/signed-acts';
import { SignatureLooks } from './application/signature-looks';
import { Signers } from './application/signers';
import { StampLater } from './application/stamp-later.use-case';
import { StartRequest } from './application/start-request.use-case';
import { SubmitRequest } from './application/submit-request.use-case';
import { TakeTasks } from './application/take-tasks';
import { ValueTimestamps } from './application/value-timestamps';
import { WriteRoute } from './application/write-route';
import { WriteRequest } from './application/write-request.use-case';
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
