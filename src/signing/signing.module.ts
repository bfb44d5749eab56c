import { Module } from '@nestjs/common';
import { ENVIRONMENT, PLATFORM_SETTINGS } from '../platform/config';
import { Devices } from './application/devices';
import { EnrolDevice } from './application/enrol-device.use-case';
import { EnrolledCredentials } from './application/enrolled-credentials';
import { SIGNING_DEVICES } from './domain/signing-device.port';
import { EnrolmentController } from './http/enrolment.controller';
import { openDevices } from './infrastructure/open-devices';

@Module({
  controllers: [EnrolmentController],
  providers: [
    { provide: SIGNING_DEVICES, useFactory: openDevices, inject: [PLATFORM_SETTINGS, ENVIRONMENT] },
    Devices,
    EnrolledCredentials,
    EnrolDevice,
  ],
  exports: [EnrolledCredentials],
})
export class SigningModule {}
