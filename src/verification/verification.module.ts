import { Module } from '@nestjs/common';
import { provideSettings } from '../platform/config';
import { TrustAnchors } from './application/trust-anchors';
import { VerificationRuns } from './application/verification-runs';
import { VerifyFile } from './application/verify-file.use-case';
import { VerificationController } from './http/verification.controller';
import { VERIFICATION_SETTINGS, verificationSettings } from './verification.settings';

@Module({
  controllers: [VerificationController],
  providers: [
    provideSettings(VERIFICATION_SETTINGS, verificationSettings),
    TrustAnchors,
    VerifyFile,
    VerificationRuns,
  ],
  exports: [VerifyFile, TrustAnchors],
})
export class VerificationModule {}
