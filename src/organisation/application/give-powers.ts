import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { organisationRefusals as refusals } from '../domain/organisation.refusals';
import { AbsenceRow, DelegationRow, SubstituteRow } from '../infrastructure/power.rows';
import { People } from './people';

export interface NewDelegation {
  /** Whose power it is; his own when it is not said. Entering somebody else's is for the administrator. */
  readonly delegatorId?: string | undefined;
  readonly delegateId: string;
  readonly actReference: string;
  readonly reason: string;
  readonly kinds: readonly string[];
  readonly documentTypeIds?: readonly string[] | undefined;
  readonly amountLimit?: number | undefined;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface NewAbsence {
  readonly personId?: string | undefined;
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface NewSubstitute {
  readonly personId?: string | undefined;
  readonly substituteIds: readonly string[];
  readonly actReference: string;
  readonly validFrom: string;
}

export const POWER_STREAM = 'power';
/** The office that may enter the powers of others from the body's act. */
const ENTERS_FOR_OTHERS = 'administrator';

/** Gives, revokes and records what lets somebody act in another's place; each change has its entry in the journal. */
@Injectable()
export class GivePowers {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async delegate(actor: Actor, wanted: NewDelegation): Promise<Result<DelegationRow>> {
    return this.database.transaction(actor, async () => {
      const delegatorId = wanted.delegatorId ?? actor.personId ?? '';
      if (!mayEnterFor(actor, delegatorId)) return refuse(refusals.NOT_YOUR_POWER());
      if (delegatorId === wanted.delegateId) return refuse(refusals.NOT_TO_ONESELF());
      if (wanted.validTo < wanted.validFrom || wanted.validTo < legalDate(this.clock.now()))
        return refuse(refusals.DAYS_IN_THE_WRONG_ORDER());
      const [own] = await this.people.appointmentsOf(delegatorId);
      const known = await this.people.find([wanted.delegateId]);
      if (!own || known.size === 0) return refuse(refusals.NO_SUCH_PERSON());
      const row: DelegationRow = {
        id: newId(),
        bodyId: actor.bodyId,
        aooId: own.aooId,
        delegatorId,
        delegateId: wanted.delegateId,
        actReference: wanted.actReference,
        reason: wanted.reason,
        kinds: [...wanted.kinds],
        documentTypeIds: wanted.documentTypeIds ? [...wanted.documentTypeIds] : null,
        amountLimit: wanted.amountLimit === undefined ? null : wanted.amountLimit.toFixed(2),
        validFrom: wanted.validFrom,
        validTo: wanted.validTo,
        enteredBy: actor.personId ?? '',
        createdAt: this.clock.now(),
        version: 0,
        revokedAt: null,
        revokedBy: null,
        revocationReason: null,
      };
      await this.database.rows(DelegationRow).insert(row);
      await this.write(actor, row.id, 'power.delegated', {
        delegatorId,
        delegateId: row.delegateId,
        actReference: row.actReference,
        validFrom: row.validFrom,
        validTo: row.validTo,
      });
      return accept(row);
    });
  }

  /** From this moment nothing is done by it: what the device has not been sent yet is stopped. */
  async revoke(actor: Actor, id: string, reason: string): Promise<Result<DelegationRow>> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(DelegationRow).findOneBy({ id });
      if (!row || !(mayEnterFor(actor, row.delegatorId) || row.delegateId === actor.personId))
        return refuse(refusals.NO_SUCH_POWER());
      const change = {
        revokedAt: this.clock.now(),
        revokedBy: actor.personId,
        revocationReason: reason,
        version: row.version + 1,
      };
      if (row.revokedAt) return refuse(refusals.POWER_OVER_ALREADY());
      const outcome = await this.database.rows(DelegationRow).update({ id, version: row.version }, change);
      if (outcome.affected !== 1) return refuse(refusals.POWER_OVER_ALREADY());
      await this.write(actor, id, 'power.revoked', {
        reason,
        delegatorId: row.delegatorId,
        delegateId: row.delegateId,
      });
      return accept({ ...row, ...change });
    });
  }

  async declareAbsent(actor: Actor, wanted: NewAbsence): Promise<Result<AbsenceRow>> {
    return this.database.transaction(actor, async () => {
      const personId = wanted.personId ?? actor.personId ?? '';
      if (!mayEnterFor(actor, personId) && !(await this.isHeadOver(actor, personId)))
        return refuse(refusals.NOT_YOUR_POWER());
      if (wanted.validTo < wanted.validFrom) return refuse(refusals.DAYS_IN_THE_WRONG_ORDER());
      if ((await this.people.find([personId])).size === 0) return refuse(refusals.NO_SUCH_PERSON());
      const row: AbsenceRow = {
        id: newId(),
        bodyId: actor.bodyId,
        personId,
        reason: wanted.reason,
        validFrom: wanted.validFrom,
        validTo: wanted.validTo,
        enteredBy: actor.personId ?? '',
        createdAt: this.clock.now(),
        version: 0,
        endedAt: null,
      };
      await this.database.rows(AbsenceRow).insert(row);
      const { validFrom, validTo } = row;
      await this.write(actor, row.id, 'power.absence-declared', { personId, validFrom, validTo });
      return accept(row);
    });
  }

  async endAbsence(actor: Actor, id: string): Promise<Result<AbsenceRow>> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(AbsenceRow).findOneBy({ id });
      if (!row || !(mayEnterFor(actor, row.personId) || (await this.isHeadOver(actor, row.personId))))
        return refuse(refusals.NO_SUCH_POWER());
      const change = { endedAt: this.clock.now(), version: row.version + 1 };
      const outcome = await this.database.rows(AbsenceRow).update({ id, version: row.version }, change);
      if (row.endedAt || outcome.affected !== 1) return refuse(refusals.POWER_OVER_ALREADY());
      await this.write(actor, id, 'power.absence-ended', { personId: row.personId });
      return accept({ ...row, ...change });
    });
  }

  /** The whole order at once: what stood before ends today. */
  async nameSubstitutes(actor: Actor, wanted: NewSubstitute): Promise<Result<SubstituteRow[]>> {
    return this.database.transaction(actor, async () => {
      const personId = wanted.personId ?? actor.personId ?? '';
      if (!mayEnterFor(actor, personId)) return refuse(refusals.NOT_YOUR_POWER());
      if (wanted.substituteIds.includes(personId)) return refuse(refusals.NOT_TO_ONESELF());
      const wantedIds = [...new Set(wanted.substituteIds)];
      if ((await this.people.find(wantedIds)).size !== wantedIds.length)
        return refuse(refusals.NO_SUCH_PERSON());
      await this.database.query(
        'UPDATE substitute SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL',
        [personId, this.clock.now()],
      );
      const rows = wantedIds.map((substituteId, position) => ({
        id: newId(),
        bodyId: actor.bodyId,
        personId,
        substituteId,
        position,
        actReference: wanted.actReference,
        validFrom: wanted.validFrom,
        validTo: null,
        endedAt: null,
      }));
      if (rows.length > 0) await this.database.rows(SubstituteRow).insert(rows);
      await this.write(actor, newId(), 'power.substitutes-named', {
        personId,
        substituteIds: wantedIds,
        actReference: wanted.actReference,
      });
      return accept(rows);
    });
  }

  /** The head of an office declares who of it is away. */
  private async isHeadOver(actor: Actor, personId: string): Promise<boolean> {
    if (!actor.roles.includes('office-head')) return false;
    const theirs = await this.people.appointmentsOf(personId);
    return theirs.some((appointment) => actor.officeIds.includes(appointment.officeId));
  }

  private async write(
    actor: Actor,
    streamId: string,
    type: string,
    payload: Readonly<Record<string, string | readonly string[] | null>>,
  ): Promise<void> {
    await this.journal.append(actor, {
      stream: POWER_STREAM,
      streamId,
      type,
      payload,
    });
  }
}

function mayEnterFor(actor: Actor, personId: string): boolean {
  return actor.personId === personId || actor.roles.includes(ENTERS_FOR_OTHERS);
}
