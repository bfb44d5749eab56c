import { identityRefusals, LOGGED_IN } from '../platform/identity';
import type { ModuleDefinition } from '../platform/module-definition';
import { powersRead, powersWrite } from './domain/organisation.permissions';
import { organisationRefusals } from './domain/organisation.refusals';
import { seedDemoOrganisation } from './infrastructure/demo-organisation';
import { organisationRows } from './infrastructure/organisation.rows';
import { powerRows } from './infrastructure/power.rows';
import { OrganisationModule } from './organisation.module';
import { accessTokensOversee } from './organisation.permissions';
import { organisationSettings } from './organisation.settings';

export { allBodies } from './application/all-bodies';
export { PERMISSIONS } from './application/describe-session';
export { ClassificationPlans, type NewPlan } from './application/classification-plans';
export { ListDemoLogins } from './application/list-demo-logins';
export { type Appointment, People, type Person } from './application/people';
export { Powers } from './application/powers';
export { covers, personKey, type Reach, seatKey, type Work } from './domain/reach';
export { SealDevices } from './application/seal-devices';
export { type Sealed, Seals, type SealUse } from './application/seals';
export { type AooIdentity, Structure } from './application/structure';
export type { CoverView, PowersView } from './http/powers.schema';
export { type CalendarOfAoo, WorkingCalendar } from './application/working-calendar';
export { OFFICE_ROLES } from './domain/organisation.permissions';
export { organisationRefusals } from './domain/organisation.refusals';
export type { SealDevice, SealKey, ToSeal } from './domain/seal-device.port';
export { organisationSettings, type SealFolders, sealFoldersOf } from './organisation.settings';
export { entriesOfPlan, MUNICIPAL_PLAN } from './domain/municipal-plan';
export { type Role, ROLES } from './domain/role';
export type { DemoLogins } from './http/organisation.schema';
export { endOfLegalDay } from './domain/working-time';
export { isTaxCode, withoutOmocodia } from './domain/tax-code';

export const organisation: ModuleDefinition = {
  name: 'organisation',
  nest: OrganisationModule,
  rows: [...organisationRows, ...powerRows],
  permissions: [LOGGED_IN, accessTokensOversee, powersRead, powersWrite],
  refusals: [identityRefusals, organisationRefusals],
  settings: [organisationSettings],
  texts: { 'seal.used': { it: 'Apposto il sigillo dell’AOO', en: 'Sealed with the seal of the AOO' } },
  demo: seedDemoOrganisation,
};
