import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { organisationRefusals } from '../domain/organisation.refusals';
import type { Role } from '../domain/role';
import { BodyRow, PersonRow } from '../infrastructure/organisation.rows';
import { ORGANISATION_SETTINGS, type OrganisationSettings } from '../organisation.settings';
import { People } from './people';

export interface DemoLogin {
  readonly username: string;
  readonly password: string;
  readonly fullName: string;
  readonly office: string;
  readonly roles: Role[];
}

/** The logins that the demo shows to whoever opens it. Nothing of this exists outside a demo. */
@Injectable()
export class ListDemoLogins {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    @Inject(ORGANISATION_SETTINGS) private readonly settings: OrganisationSettings,
  ) {}

  async execute(): Promise<Result<{ items: DemoLogin[]; pin: string }>> {
    if (!this.platform.DEMO) return refuse(organisationRefusals.NOT_A_DEMO());
    const [body] = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.rows(BodyRow).find({ take: 1 }),
    );
    if (!body) return accept({ items: [], pin: this.settings.DEMO_PIN });
    return this.database.transaction({ bodyId: body.id, personId: null }, async () => {
      const people = await this.people.list({});
      const usernames = new Map(
        (await this.database.rows(PersonRow).find()).map((person) => [person.id, person.username]),
      );
      const items = people.map((person) => ({
        username: usernames.get(person.id) ?? '',
        password: this.settings.DEMO_PASSWORD,
        fullName: person.fullName,
        office: person.offices.join(', '),
        roles: person.roles,
      }));
      return accept({ items, pin: this.settings.DEMO_PIN });
    });
  }
}
