import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { provideSettings } from '../platform/config';
import { Annulments } from './application/annulment/annulments';
import { AskAnnulment } from './application/annulment/ask-annulment.use-case';
import { DecideAnnulments } from './application/annulment/decide-annulments.use-case';
import { CompleteRegistration } from './application/complete-registration.use-case';
import { RegistrationStream } from './application/registration-stream';
import { AnnulmentsController } from './http/annulments.controller';
import { CloseDays } from './application/daily-register/close-days.use-case';
import { DailyRegisters } from './application/daily-register/daily-registers';
import { ReadDayFacts } from './application/daily-register/day-facts';
import { DayEntries } from './application/daily-register/day-entries';
import { ProveRegistration } from './application/daily-register/prove-registration';
import { StampRoots } from './application/daily-register/stamp-roots.use-case';
import { DailyRegistersController } from './http/daily-registers.controller';
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
  controllers: [RegistrationsController, AnnulmentsController, DailyRegistersController],
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
    RegistrationStream,
    DayEntries,
    ReadDayFacts,
    CloseDays,
    StampRoots,
    DailyRegisters,
    ProveRegistration,
    AskAnnulment,
    DecideAnnulments,
    Annulments,
    CompleteRegistration,
    ...protocolProcessors,
    CheckRegister,
  ],
  exports: [Register, Registrations, CheckRegister, IndexRegister, CompleteRegistration],
})
export class ProtocolModule {}
