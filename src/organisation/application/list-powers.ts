import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { seatKey } from '../domain/reach';
import { Powers } from './powers';

export interface ListedDelegation {
  readonly id: string;
  readonly delegatorId: string;
  readonly delegator: string;
  readonly delegateId: string;
  readonly delegate: string;
  readonly actReference: string;
  readonly reason: string;
  readonly kinds: string[];
  readonly documentTypeIds: string[] | null;
  readonly amountLimit: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly revokedAt: Date | null;
  readonly revocationReason: string | null;
  /** True when what it was given from is still held today. */
  readonly inForce: boolean;
}

export interface ListedAbsence {
  readonly id: string;
  readonly personId: string;
  readonly person: string;
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly endedAt: Date | null;
}

export interface ListedSubstitute {
  readonly personId: string;
  readonly person: string;
  readonly substituteId: string;
  readonly substitute: string;
  readonly position: number;
  readonly actReference: string;
}

export interface UncoveredDay {
  readonly day: string;
  readonly officeId: string;
  readonly office: string;
  readonly role: string;
}

const DAY_MS = 86_400_000;
const SEES_ALL = ['administrator', 'auditor', 'records-manager'];

/** Powers as people see them: their own, those of their offices for a head, all for who keeps or audits them. */
@Injectable()
export class ListPowers {
  constructor(
    private readonly database: Database,
    private readonly powers: Powers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async delegations(actor: Actor): Promise<ListedDelegation[]> {
    return this.database.transaction(actor, () =>
      this.database.query<ListedDelegation>(
        `SELECT delegation.id, delegator_id AS "delegatorId", giver.given_name || ' ' || giver.family_name AS delegator,
                delegate_id AS "delegateId", taker.given_name || ' ' || taker.family_name AS delegate,
                act_reference AS "actReference", reason, kinds, document_type_ids AS "documentTypeIds",
                amount_limit::text AS "amountLimit", valid_from::text AS "validFrom", valid_to::text AS "validTo",
                revoked_at AS "revokedAt", revocation_reason AS "revocationReason",
                revoked_at IS NULL AND valid_from <= $3 AND valid_to >= $3 AND EXISTS (
                  SELECT 1 FROM appointment own WHERE own.person_id = delegator_id AND own.valid_from <= $3
                     AND (own.valid_to IS NULL OR own.valid_to >= $3)) AS "inForce"
           FROM delegation JOIN person giver ON giver.id = delegator_id JOIN person taker ON taker.id = delegate_id
          WHERE $2 OR delegator_id = $1 OR delegate_id = $1
          ORDER BY valid_to DESC, delegation.id DESC LIMIT 500`,
        [actor.personId, seesAll(actor), this.today()],
      ),
    );
  }

  async absences(actor: Actor): Promise<ListedAbsence[]> {
    return this.database.transaction(actor, () =>
      this.database.query<ListedAbsence>(
        `SELECT absence.id, person_id AS "personId", person.given_name || ' ' || person.family_name AS person, reason,
                valid_from::text AS "validFrom", valid_to::text AS "validTo", ended_at AS "endedAt"
           FROM absence JOIN person ON person.id = person_id
          WHERE $2 OR person_id = $1
             OR $4 AND EXISTS (SELECT 1 FROM appointment theirs WHERE theirs.person_id = absence.person_id AND theirs.office_id = ANY($3))
          ORDER BY valid_to DESC, absence.id DESC LIMIT 500`,
        [actor.personId, seesAll(actor), actor.officeIds, actor.roles.includes('office-head')],
      ),
    );
  }

  async substitutes(actor: Actor): Promise<ListedSubstitute[]> {
    return this.database.transaction(actor, () =>
      this.database.query<ListedSubstitute>(
        `SELECT person_id AS "personId", person.given_name || ' ' || person.family_name AS person,
                substitute_id AS "substituteId", other.given_name || ' ' || other.family_name AS substitute,
                position, act_reference AS "actReference"
           FROM substitute JOIN person ON person.id = person_id JOIN person other ON other.id = substitute_id
          WHERE ended_at IS NULL AND ($2 OR person_id = $1 OR substitute_id = $1)
          ORDER BY person.family_name, person_id, position LIMIT 500`,
        [actor.personId, seesAll(actor)],
      ),
    );
  }

  /** Days on which an office that has a signer, or a head, has nobody able to act for him. */
  async uncoveredDays(actor: Actor, from: string, days: number): Promise<UncoveredDay[]> {
    return this.database.transaction(actor, async () => {
      const seats = await this.database.query<{ office_id: string; office: string; role: string }>(
        `SELECT DISTINCT office_id, office.name AS office, role
           FROM appointment JOIN office ON office.id = appointment.office_id
          WHERE role IN ('signer', 'office-head') AND ($1 OR office_id = ANY($2)) ORDER BY office.name, role`,
        [seesAll(actor), actor.officeIds],
      );
      const uncovered: UncoveredDay[] = [];
      for (const seat of seats)
        for (let ahead = 0; ahead < days; ahead += 1) {
          const day = dayAfter(from, ahead);
          const able = await this.powers.peopleReaching(seatKey(seat.office_id, seat.role), day);
          if (able.length === 0)
            uncovered.push({ day, officeId: seat.office_id, office: seat.office, role: seat.role });
        }
      return uncovered;
    });
  }

  today(): string {
    return legalDate(this.clock.now());
  }
}

function seesAll(actor: Actor): boolean {
  return actor.roles.some((role) => SEES_ALL.includes(role));
}

function dayAfter(day: string, ahead: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + ahead * DAY_MS).toISOString().slice(0, 10);
}
