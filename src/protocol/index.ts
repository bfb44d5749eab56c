import type { ModuleDefinition } from '../platform/module-definition';
import { protocolRead, protocolRegister } from './protocol.permissions';
import { ProtocolModule } from './protocol.module';

export { Register } from './application/register.use-case';
export { Registrations } from './application/registrations';
export type {
  Correspondent,
  Direction,
  RegisterCommand,
  RegisteredFile,
  RegisteredNumber,
} from './domain/registration';

/** Journal entry of a committed registration; stream `registration`, named by the registration's id. */
export const REGISTRATION_COMMITTED = 'registration.committed';

export const protocol: ModuleDefinition = {
  name: 'protocol',
  nest: ProtocolModule,
  permissions: [protocolRead, protocolRegister],
  texts: {
    [REGISTRATION_COMMITTED]: {
      it: 'Registrato al protocollo n. {number} del {registeredOn}',
      en: 'Registered with number {number} on {registeredOn}',
    },
  },
};
