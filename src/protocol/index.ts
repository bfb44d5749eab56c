import type { ModuleDefinition } from '../platform/module-definition';
import { protocolRefusals } from './domain/protocol.refusals';
import { BESIDE_DOUBLES, REGISTRATION_COMMITTED } from './domain/registration-committed';
import { protocolRows } from './infrastructure/protocol.rows';
import { protocolJobs } from './jobs/protocol.jobs';
import { ProtocolModule } from './protocol.module';
import { protocolRead, protocolRegister } from './protocol.permissions';
import { protocolSettings } from './protocol.settings';

export { CheckRegister, type RegisterCheck } from './application/check-register.use-case';
export { IndexRegister } from './application/search/index-register.use-case';
export { Register } from './application/register.use-case';
export { Registrations } from './application/registrations';
export type {
  Correspondent,
  Direction,
  RegisterCommand,
  RegisteredFile,
  RegisteredNumber,
} from './domain/registration';
export { REGISTRATION_COMMITTED, REGISTRATION_STREAM } from './domain/registration-committed';
export { ProtocolModule } from './protocol.module';

export const protocol: ModuleDefinition = {
  name: 'protocol',
  nest: ProtocolModule,
  rows: protocolRows,
  jobs: protocolJobs,
  permissions: [protocolRead, protocolRegister],
  refusals: [protocolRefusals],
  settings: [protocolSettings],
  texts: {
    [REGISTRATION_COMMITTED]: {
      it: 'Registrato al protocollo n. {number} del {registeredOn}',
      en: 'Registered with number {number} on {registeredOn}',
    },
    [BESIDE_DOUBLES]: {
      it: 'Registrato pur essendo stati mostrati probabili doppioni',
      en: 'Registered although likely doubles were shown',
    },
  },
};
