import { Module } from '@nestjs/common';
import { provideSettings } from '../platform/config';
import { RevocationServices } from './application/revocation-services';
import { TrustAnchors } from './application/trust-anchors';
import { TrustSnapshots } from './application/trust-snapshots';
import { VerificationRuns } from './application/verification-runs';
import { VerifyFile } from './application/verify-file.use-case';
import { VerificationBatchController } from './http/batch.controller';
import { VerificationController } from './http/verification.controller';
import { VERIFICATION_SETTINGS, verificationSettings } from './verification.settings';

@Module({
  controllers: [VerificationController, VerificationBatchController],
  providers: [
    provideSettings(VERIFICATION_SETTINGS, verificationSettings),
    TrustAnchors,
    TrustSnapshots,
    RevocationServices,
    VerifyFile,
    VerificationRuns,
  ],
  exports: [VerifyFile, TrustAnchors],
})
export class VerificationModule {}
