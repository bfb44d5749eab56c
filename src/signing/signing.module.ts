import { Module } from '@nestjs/common';
import { ENVIRONMENT, PLATFORM_SETTINGS, provideSettings } from '../platform/config';
import { VerificationModule } from '../verification';
import { CertificateProblems } from './application/certificate-problems';
import { Devices } from './application/devices';
import { EnrolDevice } from './application/enrol-device.use-case';
import { EnrolledCredentials } from './application/enrolled-credentials';
import { SigningTimestamps } from './application/signing-timestamps';
import { WatchCertificates } from './application/watch-certificates.use-case';
import { SIGNING_DEVICES } from './domain/signing-device.port';
import { EnrolmentController } from './http/enrolment.controller';
import { openDevices } from './infrastructure/open-devices';
import { signingProcessors } from './jobs/signing.processors';
import { SIGNING_SETTINGS, signingSettings } from './signing.settings';

@Module({
  imports: [VerificationModule],
  controllers: [EnrolmentController],
  providers: [
    { provide: SIGNING_DEVICES, useFactory: openDevices, inject: [PLATFORM_SETTINGS, ENVIRONMENT] },
    Devices,
    EnrolledCredentials,
    EnrolDevice,
    CertificateProblems,
    WatchCertificates,
    provideSettings(SIGNING_SETTINGS, signingSettings),
    SigningTimestamps,
    ...signingProcessors,
  ],
  exports: [EnrolledCredentials, SigningTimestamps],
})
export class SigningModule {}
