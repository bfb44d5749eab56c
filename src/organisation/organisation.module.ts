import { Global, Module } from '@nestjs/common';
import { readSettings } from '../platform/config';
import { ACTOR_DIRECTORY } from '../platform/identity';
import { DescribeSession } from './application/describe-session';
import { ListDemoLogins } from './application/list-demo-logins';
import { LogIn } from './application/log-in.use-case';
import { People } from './application/people';
import { Structure } from './application/structure';
import { OrganisationController } from './http/organisation.controller';
import { SessionController } from './http/session.controller';
import { ORGANISATION_SETTINGS, organisationSettings } from './organisation.settings';

@Global()
@Module({
  controllers: [SessionController, OrganisationController],
  providers: [
    { provide: ORGANISATION_SETTINGS, useFactory: () => readSettings(organisationSettings, process.env) },
    People,
    { provide: ACTOR_DIRECTORY, useExisting: People },
    Structure,
    LogIn,
    ListDemoLogins,
    DescribeSession,
  ],
  exports: [People, Structure, ACTOR_DIRECTORY],
})
export class OrganisationModule {}
