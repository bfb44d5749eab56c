import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { provideSettings } from '../platform/config';
import { CheckRegister } from './application/check-register.use-case';
import { Numbering } from './application/numbering/numbering';
import { ReadRegisterFacts } from './application/register-facts';
import { RegisterIncoming } from './application/register-incoming.use-case';
import { Register } from './application/register.use-case';
import { Registrations } from './application/registrations';
import { RegistrationsController } from './http/registrations.controller';
import { RegisterStore } from './infrastructure/register-store';
import { PROTOCOL_SETTINGS, protocolSettings } from './protocol.settings';

@Module({
  imports: [DocumentsModule],
  controllers: [RegistrationsController],
  providers: [
    provideSettings(PROTOCOL_SETTINGS, protocolSettings),
    RegisterStore,
    ReadRegisterFacts,
    Numbering,
    Registrations,
    Register,
    RegisterIncoming,
    CheckRegister,
  ],
  exports: [Register, Registrations, CheckRegister],
})
export class ProtocolModule {}
