import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor, ActorDirectory } from '../../platform/identity';
import type { Role } from '../domain/role';
import { PersonRow } from '../infrastructure/organisation.rows';
import { Powers } from './powers';

export interface Person {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly fullName: string;
  readonly taxCode: string;
}

export interface Appointment {
  readonly id: string;
  readonly personId: string;
  readonly aooId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: Role;
  readonly capacity: string | null;
}

/** Who is who, and what each may do today. */
@Injectable()
export class People implements ActorDirectory {
  constructor(
    private readonly database: Database,
    private readonly powers: Powers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async actorOf({ personId, bodyId }: { personId: string; bodyId: string }): Promise<Actor | null> {
    return this.database.transaction({ bodyId, personId }, async () => {
      const appointments = await this.appointmentsOf(personId);
      const [first] = appointments;
      if (!first) return null;
      return {
        bodyId,
        aooId: first.aooId,
        personId,
        roles: [...new Set(appointments.map((appointment) => appointment.role))],
        officeIds: [...new Set(appointments.map((appointment) => appointment.officeId))],
        desks: await this.powers.reachOf(personId),
      };
    });
  }

  /** Appointments in force today; inside the caller's unit of work. */
  async appointmentsOf(personId: string): Promise<Appointment[]> {
    return this.inForce('person_id = $2', personId);
  }

  /** Seats that a person held once and holds no more, the latest first. */
  async seatsOnceHeldBy(personId: string): Promise<{ officeId: string; role: Role }[]> {
    const today = legalDate(this.clock.now());
    return this.database.query(
      `SELECT office_id AS "officeId", role FROM appointment
        WHERE person_id = $1 AND valid_to < $2 ORDER BY valid_to DESC, id`,
      [personId, today],
    );
  }

  /** The appointment by which a person holds `role` today, or null: a power is judged when it is used. */
  async powerOf(personId: string, role: Role): Promise<Appointment | null> {
    const appointments = await this.appointmentsOf(personId);
    return appointments.find((appointment) => appointment.role === role) ?? null;
  }

  async find(ids: readonly string[]): Promise<Map<string, Person>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database
      .rows(PersonRow)
      .createQueryBuilder('person')
      .whereInIds([...new Set(ids)])
      .getMany();
    return new Map(rows.map((row) => [row.id, personOf(row)]));
  }

  /** Where he is written to; null for whoever has given no address. */
  async emailOf(personId: string): Promise<string | null> {
    const row = await this.database.rows(PersonRow).findOneBy({ id: personId });
    return row?.email ?? null;
  }

  async list(filter: {
    role?: Role | undefined;
    search?: string | undefined;
  }): Promise<(Person & { offices: string[]; roles: Role[] })[]> {
    const appointments = filter.role
      ? await this.inForce('role = $2', filter.role)
      : await this.inForce('$2 = $2', '');
    const people = await this.find(appointments.map((appointment) => appointment.personId));
    const wanted = fold(filter.search ?? '');
    return [...people.values()]
      .filter((person) => fold(person.fullName).includes(wanted))
      .sort(
        (left, right) =>
          left.familyName.localeCompare(right.familyName, 'it') ||
          left.givenName.localeCompare(right.givenName, 'it'),
      )
      .map((person) => {
        const own = appointments.filter((appointment) => appointment.personId === person.id);
        return {
          ...person,
          offices: [...new Set(own.map((appointment) => appointment.officeName))],
          roles: [...new Set(own.map((appointment) => appointment.role))],
        };
      });
  }

  private async inForce(condition: string, value: string): Promise<Appointment[]> {
    const today = legalDate(this.clock.now());
    return this.database.query<Appointment>(
      `SELECT appointment.id, appointment.person_id AS "personId", appointment.aoo_id AS "aooId",
              appointment.office_id AS "officeId", office.name AS "officeName", appointment.role, appointment.capacity
         FROM appointment JOIN office ON office.id = appointment.office_id
        WHERE appointment.valid_from <= $1 AND (appointment.valid_to IS NULL OR appointment.valid_to >= $1)
          AND ${condition} ORDER BY appointment.valid_from, appointment.id`,
      [today, value],
    );
  }
}

export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    givenName: row.givenName,
    familyName: row.familyName,
    fullName: `${row.givenName} ${row.familyName}`,
    taxCode: row.taxCode,
  };
}

/** Accents and apostrophes do not keep a name from being found. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase();
}
