import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { personKey, type Reach, seatKey } from '../domain/reach';

interface HeldSeat {
  readonly person_id: string;
  readonly office_id: string;
  readonly role: string;
  readonly capacity: string | null;
  readonly act_reference: string;
}

interface GivenPower {
  readonly id: string;
  readonly kind: 'DELEGATION' | 'SUBSTITUTION';
  readonly principal_id: string;
  readonly principal: string;
  readonly act: string;
  readonly kinds: string[] | null;
  readonly document_type_ids: string[] | null;
  readonly amount_limit: string | null;
}

/**
 * Whose work reaches a person today, by appointment, delegation or substitution (L. 241/1990 art. 5; TUEL art. 107). It is
 * computed when a list is read and again when somebody acts, never kept: a power that is given covers what already
 * waits, and one that ends reaches nothing from that moment on. What is received by delegation is not passed on.
 */
@Injectable()
export class Powers {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async reachOf(personId: string, on = legalDate(this.clock.now())): Promise<Reach[]> {
    const given = await this.givenTo(personId, on);
    const seats = await this.seatsOf([personId, ...given.map((power) => power.principal_id)], on);
    return [
      ...ownReach(personId, seats),
      ...given.flatMap((power) =>
        keysOf(power.principal_id, seats).map((key) => ({
          key,
          kind: power.kind,
          id: power.id,
          act: power.act,
          principalId: power.principal_id,
          capacity:
            power.kind === 'DELEGATION'
              ? `per delega di ${power.principal} (${power.act})`
              : `in sostituzione di ${power.principal} (${power.act})`,
          kinds: power.kinds,
          documentTypeIds: power.document_type_ids,
          amountLimit: power.amount_limit,
        })),
      ),
    ];
  }

  /** Those who hold a seat on a day. */
  async holdersOf(officeId: string, role: string, on = legalDate(this.clock.now())): Promise<string[]> {
    const found = await this.database.query<{ person_id: string }>(
      `SELECT DISTINCT person_id FROM appointment
        WHERE office_id = $1 AND role = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)`,
      [officeId, role, on],
    );
    return found.map((row) => row.person_id);
  }

  /** Everybody who could act for a desk on a day, whatever the type and the amount: to tell whether anybody can. */
  async peopleReaching(key: string, on: string): Promise<string[]> {
    const [kind, id = '', role = ''] = key.split(':');
    const principals = kind === 'person' ? [id] : await this.holdersOf(id, role, on);
    const present = await this.notAbsent(principals, on);
    const others = await this.database.query<{ person_id: string }>(
      `SELECT delegate_id AS person_id FROM delegation
        WHERE delegator_id = ANY($1) AND revoked_at IS NULL AND valid_from <= $2 AND valid_to >= $2
        UNION
       SELECT substitute_id FROM substitute
        WHERE person_id = ANY($1) AND ended_at IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
          AND NOT person_id = ANY($3)`,
      [principals, on, present],
    );
    return [
      ...present,
      ...(await this.notAbsent(
        others.map((row) => row.person_id),
        on,
      )),
    ];
  }

  async notAbsent(people: readonly string[], on: string): Promise<string[]> {
    const away = await this.database.query<{ person_id: string }>(
      `SELECT DISTINCT person_id FROM absence
        WHERE person_id = ANY($1) AND ended_at IS NULL AND valid_from <= $2 AND valid_to >= $2`,
      [people, on],
    );
    const absent = new Set(away.map((row) => row.person_id));
    return [...new Set(people)].filter((person) => !absent.has(person));
  }

  /** Delegations in force, and the substitutions of those who are away of whom this person is the first present. */
  private async givenTo(personId: string, on: string): Promise<GivenPower[]> {
    return this.database.query<GivenPower>(
      `SELECT delegation.id, 'DELEGATION' AS kind, delegator_id AS principal_id,
              principal.given_name || ' ' || principal.family_name AS principal, act_reference AS act,
              kinds, document_type_ids, amount_limit::text
         FROM delegation JOIN person principal ON principal.id = delegator_id
        WHERE delegate_id = $1 AND revoked_at IS NULL AND valid_from <= $2 AND valid_to >= $2
        UNION ALL
       SELECT absence.id, 'SUBSTITUTION', absence.person_id, principal.given_name || ' ' || principal.family_name,
              own.act_reference, NULL, NULL, NULL
         FROM substitute own
         JOIN absence ON absence.person_id = own.person_id AND absence.ended_at IS NULL
              AND absence.valid_from <= $2 AND absence.valid_to >= $2
         JOIN person principal ON principal.id = own.person_id
        WHERE own.substitute_id = $1 AND own.ended_at IS NULL
          AND own.valid_from <= $2 AND (own.valid_to IS NULL OR own.valid_to >= $2)
          AND NOT EXISTS (
                SELECT 1 FROM substitute earlier
                 WHERE earlier.person_id = own.person_id AND earlier.position < own.position AND earlier.ended_at IS NULL
                   AND earlier.valid_from <= $2 AND (earlier.valid_to IS NULL OR earlier.valid_to >= $2)
                   AND NOT EXISTS (SELECT 1 FROM absence away WHERE away.person_id = earlier.substitute_id
                                      AND away.ended_at IS NULL AND away.valid_from <= $2 AND away.valid_to >= $2))`,
      [personId, on],
    );
  }

  private async seatsOf(people: readonly string[], on: string): Promise<HeldSeat[]> {
    return this.database.query<HeldSeat>(
      `SELECT person_id, office_id, role, capacity, act_reference FROM appointment
        WHERE person_id = ANY($1) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
        ORDER BY valid_from, id`,
      [people, on],
    );
  }
}

function ownReach(personId: string, seats: readonly HeldSeat[]): Reach[] {
  const own = seats.filter((seat) => seat.person_id === personId);
  const plain = {
    kind: 'APPOINTMENT',
    id: null,
    principalId: null,
    kinds: null,
    documentTypeIds: null,
    amountLimit: null,
  } as const;
  return [
    { ...plain, key: personKey(personId), act: own[0]?.act_reference ?? '', capacity: null },
    ...own.map((seat) => ({
      ...plain,
      key: seatKey(seat.office_id, seat.role),
      act: seat.act_reference,
      capacity: seat.capacity,
    })),
  ];
}

function keysOf(personId: string, seats: readonly HeldSeat[]): string[] {
  const own = seats.filter((seat) => seat.person_id === personId);
  return [personKey(personId), ...new Set(own.map((seat) => seatKey(seat.office_id, seat.role)))];
}
