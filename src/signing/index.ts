import {
  networkRefusals,
  revocationRefusals,
  signatureRefusals,
  timestampRefusals,
} from '@libro-firma/signature';
import type { ModuleDefinition } from '../platform/module-definition';
import { signingRefusals } from './domain/signing.refusals';
import { seedDemoKeys } from './infrastructure/demo-keys';
import { SigningEnrolmentRow } from './infrastructure/signing-enrolment.row';
import { signingJobs } from './jobs/signing.jobs';
import { SigningModule } from './signing.module';
import { devicesEnrol } from './signing.permissions';
import { signingSettings } from './signing.settings';

export { checkValues } from './application/check-values';
export { type EnrolledCredential, EnrolledCredentials } from './application/enrolled-credentials';
export { SigningTimestamps } from './application/signing-timestamps';
export { isForAutomaticProcedures } from './domain/automatic-certificate';
export * from './domain/signing-device.port';
export { signingRefusals } from './domain/signing.refusals';
export type { DevicesView, EnrolmentView } from './http/enrolment.schema';
export { SigningModule } from './signing.module';

export const signing: ModuleDefinition = {
  name: 'signing',
  nest: SigningModule,
  rows: [SigningEnrolmentRow],
  permissions: [devicesEnrol],
  refusals: [signingRefusals, signatureRefusals, timestampRefusals, revocationRefusals, networkRefusals],
  settings: [signingSettings],
  jobs: signingJobs,
  demo: seedDemoKeys,
};
