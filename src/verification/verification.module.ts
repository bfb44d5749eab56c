import { Module } from '@nestjs/common';
import { provideSettings } from '../platform/config';
import { ListTrustedLists } from './application/list-trusted-lists';
import { InstalledTrust } from './application/installed-trust';
import { RefreshTrustedLists } from './application/refresh-trusted-lists.use-case';
import { Reports } from './application/report-formats';
import { RevocationServices } from './application/revocation-services';
import { SealedReports } from './application/sealed-reports';
import { TrustAnchors } from './application/trust-anchors';
import { TrustSnapshots } from './application/trust-snapshots';
import { TrustedLists } from './application/trusted-lists';
import { VerificationRuns } from './application/verification-runs';
import { VerifyFile } from './application/verify-file.use-case';
import { VerificationBatchController } from './http/batch.controller';
import { VerificationController } from './http/verification.controller';
import { TrustedListsController } from './http/trusted-lists.controller';
import { ListReader } from './infrastructure/list-reader';
import { verificationProcessors } from './jobs/verification.processors';
import { VERIFICATION_SETTINGS, verificationSettings } from './verification.settings';

@Module({
  controllers: [VerificationController, VerificationBatchController, TrustedListsController],
  providers: [
    provideSettings(VERIFICATION_SETTINGS, verificationSettings),
    TrustAnchors,
    ListReader,
    TrustedLists,
    InstalledTrust,
    RefreshTrustedLists,
    ListTrustedLists,
    TrustSnapshots,
    RevocationServices,
    VerifyFile,
    VerificationRuns,
    SealedReports,
    Reports,
    ...verificationProcessors,
  ],
  exports: [VerifyFile, TrustAnchors],
})
export class VerificationModule {}
