import { Global, Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { PLATFORM_SETTINGS, provideSettings } from '../platform/config';
import { ACTOR_DIRECTORY } from '../platform/identity';
import { AccessTokenDesk } from './application/access-token-desk';
import { ClassificationPlans } from './application/classification-plans';
import { DescribeSession } from './application/describe-session';
import { ListDemoLogins } from './application/list-demo-logins';
import { WorkingCalendar } from './application/working-calendar';
import { GivePowers } from './application/give-powers';
import { ListPowers } from './application/list-powers';
import { LogIn } from './application/log-in.use-case';
import { openSealDevices } from './application/open-seal-devices';
import { People } from './application/people';
import { Powers } from './application/powers';
import { SealDevices } from './application/seal-devices';
import { Seals } from './application/seals';
import { Structure } from './application/structure';
import { AccessTokensController } from './http/access-tokens.controller';
import { LegalNoticesController } from './http/legal-notices.controller';
import { OrganisationController } from './http/organisation.controller';
import { PowersController } from './http/powers.controller';
import { SessionController } from './http/session.controller';
import { ORGANISATION_SETTINGS, organisationSettings } from './organisation.settings';

/** Logins from one address; enough for an office behind one, too few for guessing. */
const LOGINS_PER_MINUTE = 120;

@Global()
@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: LOGINS_PER_MINUTE }])],
  controllers: [
    SessionController,
    OrganisationController,
    LegalNoticesController,
    AccessTokensController,
    PowersController,
  ],
  providers: [
    provideSettings(ORGANISATION_SETTINGS, organisationSettings),
    People,
    { provide: ACTOR_DIRECTORY, useExisting: People },
    Structure,
    ClassificationPlans,
    Powers,
    WorkingCalendar,
    GivePowers,
    ListPowers,
    LogIn,
    ListDemoLogins,
    DescribeSession,
    AccessTokenDesk,
    {
      provide: SealDevices,
      useFactory: openSealDevices,
      inject: [PLATFORM_SETTINGS, ORGANISATION_SETTINGS],
    },
    Seals,
  ],
  exports: [
    People,
    Powers,
    WorkingCalendar,
    Structure,
    ClassificationPlans,
    Seals,
    SealDevices,
    ACTOR_DIRECTORY,
  ],
})
export class OrganisationModule {}
