import { Module } from '@nestjs/common';
import { readSettings } from '../platform/config';
import { TrustAnchors } from './application/trust-anchors';
import { VerificationRuns } from './application/verification-runs';
import { VerifyFile } from './application/verify-file.use-case';
import { VerificationController } from './http/verification.controller';
import { VERIFICATION_SETTINGS, verificationSettings } from './verification.settings';

@Module({
  controllers: [VerificationController],
  providers: [
    { provide: VERIFICATION_SETTINGS, useFactory: () => readSettings(verificationSettings, process.env) },
    TrustAnchors,
    VerifyFile,
    VerificationRuns,
  ],
  exports: [VerifyFile, TrustAnchors],
})
export class VerificationModule {}
