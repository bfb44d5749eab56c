import {
  IMPORT_ABANDONED,
  IMPORT_LOADED,
  IMPORT_RECEIVED,
  IMPORT_REFUSED,
  IMPORT_REPLACED,
  IMPORT_SEALED,
  REGISTER_OPENED,
} from './domain/register-start/register-import';
import { registerImportStates } from './domain/register-start/register-import.states';
import { registerStartRefusals } from './domain/register-start/register-start.refusals';
import { segnaturaRefusals } from '@libro-firma/segnatura';
import type { ModuleDefinition } from '../platform/module-definition';
import { DAY_CLOSED } from './application/daily-register/close-days.use-case';
import { ANNULLED, ANNULMENT_ASKED, ANNULMENT_REFUSED, DATA_CORRECTED } from './domain/annulment';
import { arrivalStates } from './domain/arrivals/arrival.states';
import { arrivalsRefusals } from './domain/arrivals/arrivals.refusals';
import { annulmentRefusals } from './domain/annulment.refusals';
import { MESSAGE_MADE, MESSAGE_RECEIVED } from './application/segnatura/protocol-messages';
import { SEGNATURA_RECEIVED } from './application/segnatura/received-segnature';
import { DISPATCH_MOVED, DISPATCH_OPENED, DISPATCH_TO_PRINT, dispatchStates } from './domain/dispatch';
import { dispatchRefusals, exchangeRefusals } from './domain/dispatch.refusals';
import { assignmentsRefusals } from './domain/assignments/assignments.refusals';
import { caseFilesRefusals } from './domain/case-files/case-files.refusals';
import { caseFileStates } from './domain/case-files/case-file.states';
import { assignmentStates } from './domain/assignments/assignment';
import { classificationRefusals } from './domain/classification/classification.refusals';
import { protocolTexts } from './protocol.texts';
import { correspondentsRefusals } from './domain/correspondents/correspondents.refusals';
import {
  EMERGENCY_CLOSED,
  EMERGENCY_OPENED,
  EMERGENCY_PROLONGED,
} from './application/emergency/emergency-openings';
import { FORM_ISSUED } from './application/emergency/emergency-stations';
import { emergencyRefusals } from './domain/emergency/emergency.refusals';
import { REGISTER_EXPORTED } from './application/search/export-registrations.use-case';
import { searchRefusals } from './domain/search.refusals';
import { DAY_LATE } from './application/daily-register/alarm-late-days.use-case';
import { RECEIPT_MADE } from './application/receipts/seal-receipts.use-case';
import { dailyRefusals } from './domain/daily-register.refusals';
import { paperRefusals } from './domain/paper/paper.refusals';
import { protocolRefusals } from './domain/protocol.refusals';
import {
  BESIDE_DOUBLES,
  REGISTRATION_COMMITTED,
  REGISTRATION_COMPLETED,
} from './domain/registration-committed';
import { protocolRows } from './infrastructure/protocol.rows';
import { protocolJobs } from './jobs/protocol.jobs';
import { ProtocolModule } from './protocol.module';
import {
  protocolAnnul,
  protocolAssign,
  protocolDaily,
  protocolDispatch,
  protocolFile,
  protocolManage,
  protocolRead,
  protocolRegister,
} from './protocol.permissions';
import { protocolSettings } from './protocol.settings';

export { CheckRegister, type RegisterCheck } from './application/check-register.use-case';
export { IndexRegister } from './application/search/index-register.use-case';
export { CompleteRegistration, type SignedBytes } from './application/complete-registration.use-case';
export { DISPATCH_TO_PRINT } from './domain/dispatch';
export { FileRegistrations } from './application/case-files/file-registrations.use-case';
export { CloseDays } from './application/daily-register/close-days.use-case';
export { Dispatches } from './application/dispatch/dispatches';
export { OpenDispatches } from './application/dispatch/open-dispatches.use-case';
export { Register } from './application/register.use-case';
export { Registrations } from './application/registrations';
export { numberText } from './domain/registration-number';
export type { FoundRegistration as RegisteredEntry } from './infrastructure/found-entries';
export type {
  Correspondent,
  Direction,
  GivenNumber,
  RegisterCommand,
  RegisteredFile,
  RegisteredNumber,
} from './domain/registration';
export { REGISTRATION_COMMITTED, REGISTRATION_STREAM } from './domain/registration-committed';
export { ProtocolModule } from './protocol.module';

export { protocolRead } from './protocol.permissions';

export const protocol: ModuleDefinition = {
  name: 'protocol',
  nest: ProtocolModule,
  rows: protocolRows,
  jobs: protocolJobs,
  permissions: [
    protocolRead,
    protocolRegister,
    protocolAnnul,
    protocolDaily,
    protocolDispatch,
    protocolManage,
    protocolAssign,
    protocolFile,
  ],
  refusals: [
    protocolRefusals,
    annulmentRefusals,
    dailyRefusals,
    dispatchRefusals,
    exchangeRefusals,
    emergencyRefusals,
    searchRefusals,
    segnaturaRefusals,
    arrivalsRefusals,
    correspondentsRefusals,
    classificationRefusals,
    caseFilesRefusals,
    assignmentsRefusals,
    paperRefusals,
    registerStartRefusals,
  ],
  settings: [protocolSettings],
  states: [arrivalStates, caseFileStates, assignmentStates, dispatchStates, registerImportStates],
  texts: {
    ...protocolTexts,
    [REGISTRATION_COMMITTED]: {
      it: 'Registrato al protocollo n. {number} del {registeredOn}',
      en: 'Registered with number {number} on {registeredOn}',
    },
    [REGISTRATION_COMPLETED]: {
      it: 'Atto firmato con il numero che porta',
      en: 'The act was signed with the number that it bears',
    },
    [DAY_CLOSED]: { it: 'Chiuso il registro giornaliero del {day}', en: 'Daily register of {day} closed' },
    [ANNULMENT_ASKED]: { it: 'Chiesto l’annullamento: {reason}', en: 'Annulment asked: {reason}' },
    [ANNULMENT_REFUSED]: { it: 'Annullamento non autorizzato', en: 'Annulment not authorised' },
    [ANNULLED]: { it: 'Annullata con {actReference}', en: 'Annulled by {actReference}' },
    [DATA_CORRECTED]: {
      it: 'Dati annullati e corretti con {actReference}',
      en: 'Data annulled and corrected by {actReference}',
    },
    [FORM_ISSUED]: {
      it: 'Creato un modulo di emergenza per la postazione {prefix}',
      en: 'An emergency form was made for station {prefix}',
    },
    [EMERGENCY_OPENED]: {
      it: 'Aperto il registro di emergenza: {cause}',
      en: 'Emergency register opened: {cause}',
    },
    [EMERGENCY_PROLONGED]: {
      it: 'Prolungato il registro di emergenza con {actReference}',
      en: 'Emergency register prolonged by {actReference}',
    },
    [EMERGENCY_CLOSED]: { it: 'Chiuso il registro di emergenza', en: 'Emergency register closed' },
    [IMPORT_RECEIVED]: {
      it: 'Ricevuto il registro da importare: {fileName}',
      en: 'Received a register to import: {fileName}',
    },
    [IMPORT_LOADED]: { it: 'Importate {taken} registrazioni', en: 'Imported {taken} entries' },
    [IMPORT_REFUSED]: {
      it: 'Il file del registro non è leggibile',
      en: 'The file of the register cannot be read',
    },
    [IMPORT_ABANDONED]: { it: 'Importazione abbandonata', en: 'Import abandoned' },
    [IMPORT_REPLACED]: { it: 'Importazione sostituita da un’altra', en: 'Import replaced by another one' },
    [IMPORT_SEALED]: { it: 'Sigillato il rapporto di importazione', en: 'Import report sealed' },
    [REGISTER_OPENED]: {
      it: 'Registro aperto dal n. {firstNumber}/{year} con {actReference}',
      en: 'Register opened from {firstNumber}/{year} by {actReference}',
    },
    [REGISTER_EXPORTED]: { it: 'Esportata una ricerca ({format})', en: 'A search was exported ({format})' },
    [RECEIPT_MADE]: { it: 'Rilasciata la ricevuta', en: 'A receipt was given' },
    [DAY_LATE]: {
      it: 'In ritardo il registro giornaliero del {day}: doveva essere pronto il {dueOn}',
      en: 'The daily register of {day} is late: it was due on {dueOn}',
    },
    [SEGNATURA_RECEIVED]: { it: 'Letta la segnatura ricevuta', en: 'The received segnatura was read' },
    [MESSAGE_MADE]: { it: 'Preparato un messaggio di protocollo', en: 'A protocol message was made' },
    [MESSAGE_RECEIVED]: { it: 'Ricevuto un messaggio di protocollo', en: 'A protocol message was received' },
    [DISPATCH_OPENED]: { it: 'Aperta una spedizione', en: 'A dispatch was opened' },
    [DISPATCH_MOVED]: { it: 'La spedizione è ora: {state}', en: 'The dispatch is now: {state}' },
    [DISPATCH_TO_PRINT]: { it: 'Da stampare e spedire su carta', en: 'To be printed and sent on paper' },
    [BESIDE_DOUBLES]: {
      it: 'Registrato pur essendo stati mostrati probabili doppioni',
      en: 'Registered although likely doubles were shown',
    },
  },
};
