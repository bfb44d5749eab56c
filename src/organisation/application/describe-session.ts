import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { type Actor, holds, type PermissionDefinition } from '../../platform/identity';
import type { Role } from '../domain/role';
import { People } from './people';
import { Structure } from './structure';

export const PERMISSIONS = Symbol('permissions of the house');

export type Landing = 'queue' | 'registrations' | 'requests' | 'verification' | 'organisation';

/** What a person sees first: the work that waits for him. */
const LANDINGS: readonly (readonly [Role, Landing])[] = [
  ['signer', 'queue'],
  ['endorser', 'queue'],
  ['protocol-operator', 'registrations'],
  ['records-manager', 'registrations'],
  ['records-manager-vicar', 'registrations'],
  ['drafter', 'requests'],
  ['office-head', 'requests'],
  ['auditor', 'verification'],
  ['preservation-manager', 'verification'],
];

@Injectable()
export class DescribeSession {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly structure: Structure,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    @Inject(PERMISSIONS) private readonly permissions: readonly PermissionDefinition[],
  ) {}

  async execute(actor: Actor) {
    const personId = actor.personId ?? '';
    return this.database.transaction(actor, async () => {
      const appointments = await this.people.appointmentsOf(personId);
      const person = (await this.people.find([personId])).get(personId);
      if (!person) throw new Error('a session without a person');
      const { body, aoos } = await this.structure.tree(actor.bodyId);
      const aoo = aoos.find((candidate) => candidate.id === actor.aooId);
      if (!aoo) throw new Error('a session without an AOO');
      return {
        person: {
          ...person,
          offices: [...new Set(appointments.map((appointment) => appointment.officeName))],
          roles: [...new Set(appointments.map((appointment) => appointment.role))],
        },
        body: { id: body.id, name: body.name },
        aoo: { id: aoo.id, code: aoo.code, name: aoo.name },
        appointments: appointments.map(({ id, role, officeId, officeName, capacity }) => ({
          id,
          role,
          officeId,
          officeName,
          capacity,
        })),
        permissions: this.permissions
          .filter((permission) => holds(actor, permission))
          .map((permission) => permission.name),
        landing: landingOf(actor),
        demo: this.settings.DEMO,
      };
    });
  }
}

function landingOf(actor: Actor): Landing {
  return LANDINGS.find(([role]) => actor.roles.includes(role))?.[1] ?? 'organisation';
}
