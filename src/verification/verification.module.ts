import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { provideSettings } from '../platform/config';
import { AskVerification } from './application/ask-verification.use-case';
import { AskBatch } from './application/batches/ask-batch.use-case';
import { VerificationBatches } from './application/batches/verification-batches';
import { KeptAnswers } from './application/kept-answers';
import { KeptFiles } from './application/kept-files';
import { PassingFiles } from './application/passing-files';
import { ProofsOfDate } from './application/proofs-of-date';
import { RepeatVerification } from './application/repeat-verification.use-case';
import { VerificationProgress } from './application/verification-progress';
import { VerificationRequests } from './application/verification-requests';
import { VerificationStores } from './application/verification-stores';
import { VerifyDocument } from './application/verify-document.use-case';
import { VerifyQueued } from './application/verify-queued.use-case';
import { FormFiles } from './http/received-files';
import { VerifiedFileController } from './http/verified-file.controller';
import { ListTrustedLists } from './application/list-trusted-lists';
import { CertificateStatus } from './application/certificate-status';
import { InstalledTrust } from './application/installed-trust';
import { RefreshTrustedLists } from './application/refresh-trusted-lists.use-case';
import { Reports } from './application/report-formats';
import { RequestMoves } from './application/request-moves';
import { OnlineServices } from './application/online-services';
import { SealedReports } from './application/sealed-reports';
import { TrustAnchors } from './application/trust-anchors';
import { PolicySnapshots } from './application/policy-snapshots';
import { TrustSnapshots } from './application/trust-snapshots';
import { TrustedLists } from './application/trusted-lists';
import { VerificationRuns } from './application/verification-runs';
import { VerifyFile } from './application/verify-file.use-case';
import { BatchLines } from './http/batch-lines';
import { VerificationBatchController } from './http/batch.controller';
import { VerificationController } from './http/verification.controller';
import { TrustedListsController } from './http/trusted-lists.controller';
import { ListReader } from './infrastructure/list-reader';
import { verificationProcessors } from './jobs/verification.processors';
import { VERIFICATION_SETTINGS, verificationSettings } from './verification.settings';

@Module({
  imports: [DocumentsModule],
  controllers: [
    VerificationController,
    VerifiedFileController,
    VerificationBatchController,
    TrustedListsController,
  ],
  providers: [
    provideSettings(VERIFICATION_SETTINGS, verificationSettings),
    TrustAnchors,
    ListReader,
    TrustedLists,
    InstalledTrust,
    RefreshTrustedLists,
    ListTrustedLists,
    PolicySnapshots,
    TrustSnapshots,
    KeptAnswers,
    OnlineServices,
    CertificateStatus,
    VerifyFile,
    VerificationRuns,
    SealedReports,
    Reports,
    PassingFiles,
    VerificationStores,
    VerificationRequests,
    VerificationProgress,
    RequestMoves,
    VerifyQueued,
    ProofsOfDate,
    AskVerification,
    VerifyDocument,
    KeptFiles,
    RepeatVerification,
    FormFiles,
    AskBatch,
    VerificationBatches,
    BatchLines,
    ...verificationProcessors,
  ],
  exports: [VerifyFile, TrustAnchors, ProofsOfDate, CertificateStatus],
})
export class VerificationModule {}
