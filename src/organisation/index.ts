import { identityRefusals, LOGGED_IN } from '../platform/identity';
import type { ModuleDefinition } from '../platform/module-definition';
import { organisationRefusals } from './domain/organisation.refusals';
import { seedDemoOrganisation } from './infrastructure/demo-organisation';
import { organisationRows } from './infrastructure/organisation.rows';
import { OrganisationModule } from './organisation.module';
import { accessTokensOversee } from './organisation.permissions';
import { organisationSettings } from './organisation.settings';

export { PERMISSIONS } from './application/describe-session';
export { ListDemoLogins } from './application/list-demo-logins';
export { type Appointment, People, type Person } from './application/people';
export { type AooIdentity, Structure } from './application/structure';
export { OFFICE_ROLES } from './domain/organisation.permissions';
export { organisationSettings } from './organisation.settings';
export { type Role, ROLES } from './domain/role';
export type { DemoLogins } from './http/organisation.schema';
export { isTaxCode } from './domain/tax-code';

export const organisation: ModuleDefinition = {
  name: 'organisation',
  nest: OrganisationModule,
  rows: organisationRows,
  permissions: [LOGGED_IN, accessTokensOversee],
  refusals: [identityRefusals, organisationRefusals],
  settings: [organisationSettings],
  demo: seedDemoOrganisation,
};
