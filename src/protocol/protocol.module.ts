import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { provideSettings } from '../platform/config';
import { CheckRegister } from './application/check-register.use-case';
import { Numbering } from './application/numbering/numbering';
import { ReadRegisterFacts } from './application/register-facts';
import { InspectIntake } from './application/inspect-intake';
import { RegisterDocument } from './application/register-document.use-case';
import { Register } from './application/register.use-case';
import { IndexRegister } from './application/search/index-register.use-case';
import { Registrations } from './application/registrations';
import { RegistrationsController } from './http/registrations.controller';
import { RegisterStore } from './infrastructure/register-store';
import { protocolProcessors } from './jobs/protocol.processors';
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
    RegisterDocument,
    InspectIntake,
    IndexRegister,
    ...protocolProcessors,
    CheckRegister,
  ],
  exports: [Register, Registrations, CheckRegister, IndexRegister],
})
export class ProtocolModule {}
