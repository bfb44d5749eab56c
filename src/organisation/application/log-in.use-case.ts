import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { Sessions } from '../../platform/identity';
import { organisationRefusals } from '../domain/organisation.refusals';
import { ORGANISATION_SETTINGS, type OrganisationSettings } from '../organisation.settings';
import { People } from './people';

/** Demo login: one password for everybody, and only where DEMO is on. */
@Injectable()
export class LogIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly people: People,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    @Inject(ORGANISATION_SETTINGS) private readonly settings: OrganisationSettings,
  ) {}

  async execute(credentials: {
    username: string;
    password: string;
  }): Promise<Result<{ token: string; login: { personId: string; bodyId: string } }>> {
    if (!this.platform.DEMO) return refuse(organisationRefusals.NOT_A_DEMO());
    if (!sameText(credentials.password, this.settings.DEMO_PASSWORD))
      return refuse(organisationRefusals.WRONG_LOGIN());
    const [found] = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<{ person_id: string; body_id: string }>(
        'SELECT person_id, body_id FROM find_login($1)',
        [credentials.username.trim().toLowerCase()],
      ),
    );
    if (!found) return refuse(organisationRefusals.WRONG_LOGIN());
    const login = { personId: found.person_id, bodyId: found.body_id };
    if (!(await this.people.actorOf(login))) return refuse(organisationRefusals.NO_APPOINTMENT());
    return accept({ token: await this.sessions.open(login), login });
  }
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
