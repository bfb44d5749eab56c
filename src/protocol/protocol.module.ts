import { Module } from '@nestjs/common';
import { arrivalControllers, arrivalProviders } from './arrivals.providers';
import { correspondentControllers, correspondentProviders } from './correspondents.providers';
import { DocumentsModule } from '../documents';
import { VerificationModule } from '../verification';
import { provideSettings } from '../platform/config';
import { CheckSignatures } from './application/dispatch/check-signatures';
import { ComposeLetter } from './application/dispatch/compose-letter';
import { DispatchMoves } from './application/dispatch/dispatch-moves';
import { Dispatches } from './application/dispatch/dispatches';
import { OpenDispatches } from './application/dispatch/open-dispatches.use-case';
import { RecordDispatch } from './application/dispatch/record-dispatch.use-case';
import { SendDispatches } from './application/dispatch/send-dispatches.use-case';
import { EmergencyOpenings } from './application/emergency/emergency-openings';
import { EmergencyStations } from './application/emergency/emergency-stations';
import { ImportEmergency } from './application/emergency/import-emergency.use-case';
import { OwnUploads } from './application/own-uploads';
import { SealDays } from './application/daily-register/seal-days.use-case';
import { ProtocolMessages } from './application/segnatura/protocol-messages';
import { ReadExchange } from './application/segnatura/read-exchange';
import { ReceivedSegnature } from './application/segnatura/received-segnature';
import { SealSegnature } from './application/segnatura/seal-segnature.use-case';
import { MAIL_CARRIER } from './domain/mail-carrier.port';
import { DispatchesController } from './http/dispatches.controller';
import { EmergencyController } from './http/emergency.controller';
import { ExchangeController } from './http/exchange.controller';
import { ReceiptsController } from './http/receipts.controller';
import { SearchesController } from './http/searches.controller';
import { SmtpCarrier } from './infrastructure/dispatch/smtp-carrier';
import { Annulments } from './application/annulment/annulments';
import { AskAnnulment } from './application/annulment/ask-annulment.use-case';
import { DecideAnnulments } from './application/annulment/decide-annulments.use-case';
import { FileRegistrations } from './application/case-files/file-registrations.use-case';
import { CompleteRegistration } from './application/complete-registration.use-case';
import { RegistrationStream } from './application/registration-stream';
import { AnnulmentsController } from './http/annulments.controller';
import { CloseDays } from './application/daily-register/close-days.use-case';
import { DailyRegisters } from './application/daily-register/daily-registers';
import { ReadDayFacts } from './application/daily-register/day-facts';
import { AlarmLateDays } from './application/daily-register/alarm-late-days.use-case';
import { FileAnomalies } from './application/segnatura/file-anomalies';
import { SealReceipts } from './application/receipts/seal-receipts.use-case';
import { Receipts } from './application/receipts/receipts';
import { RegistrationEvidence } from './application/daily-register/date-evidence';
import { DayEntries } from './application/daily-register/day-entries';
import { ProveRegistration } from './application/daily-register/prove-registration';
import { StampRoots } from './application/daily-register/stamp-roots.use-case';
import { DailyRegistersController } from './http/daily-registers.controller';
import { CheckRegister } from './application/check-register.use-case';
import { Numbering } from './application/numbering/numbering';
import { ReadRegisterFacts } from './application/register-facts';
import { FollowNumber } from './application/follow-number';
import { GatherFiles } from './application/gather-files';
import { InspectIntake } from './application/inspect-intake';
import { RegisterDocument } from './application/register-document.use-case';
import { Register } from './application/register.use-case';
import { IndexRegister } from './application/search/index-register.use-case';
import { ExportRegistrations } from './application/search/export-registrations.use-case';
import { SavedSearches } from './application/search/saved-searches';
import { Registrations } from './application/registrations';
import { RegistrationsController } from './http/registrations.controller';
import { RegisterStore } from './infrastructure/register-store';
import { filingControllers, filingProviders } from './filing.providers';
import { registerStartControllers, registerStartProviders } from './register-start.providers';
import { protocolProcessors } from './jobs/protocol.processors';
import { PROTOCOL_SETTINGS, type ProtocolSettings, protocolSettings } from './protocol.settings';

@Module({
  imports: [DocumentsModule, VerificationModule],
  controllers: [
    RegistrationsController,
    AnnulmentsController,
    DailyRegistersController,
    ExchangeController,
    DispatchesController,
    ...arrivalControllers,
    ...correspondentControllers,
    ...filingControllers,
    ...registerStartControllers,
    EmergencyController,
    SearchesController,
    ReceiptsController,
  ],
  providers: [
    provideSettings(PROTOCOL_SETTINGS, protocolSettings),
    RegisterStore,
    ReadRegisterFacts,
    Numbering,
    Registrations,
    Register,
    RegisterDocument,
    InspectIntake,
    GatherFiles,
    FollowNumber,
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
    OwnUploads,
    SealDays,
    ReceivedSegnature,
    ProtocolMessages,
    ReadExchange,
    SealSegnature,
    DispatchMoves,
    CheckSignatures,
    OpenDispatches,
    RecordDispatch,
    ComposeLetter,
    SendDispatches,
    Dispatches,
    EmergencyStations,
    EmergencyOpenings,
    ImportEmergency,
    SavedSearches,
    Receipts,
    SealReceipts,
    FileAnomalies,
    AlarmLateDays,
    RegistrationEvidence,
    ExportRegistrations,
    { provide: MAIL_CARRIER, useFactory: openCarrier, inject: [PROTOCOL_SETTINGS] },
    ...arrivalProviders,
    ...correspondentProviders,
    ...filingProviders,
    ...registerStartProviders,
    ...protocolProcessors,
    CheckRegister,
  ],
  exports: [
    Register,
    Registrations,
    CheckRegister,
    IndexRegister,
    CompleteRegistration,
    OpenDispatches,
    Dispatches,
    FileRegistrations,
  ],
})
export class ProtocolModule {}

function openCarrier(settings: ProtocolSettings): SmtpCarrier {
  return new SmtpCarrier({
    url: settings.DISPATCH_SMTP_URL,
    passwordFile: settings.DISPATCH_SMTP_PASSWORD_FILE,
  });
}
