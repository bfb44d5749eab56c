import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { In, IsNull } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { personKey, seatKey } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { type Actor, holds } from '../../../platform/identity';
import {
  ASSIGNED,
  ASSIGNMENT_ACCEPTED,
  ASSIGNMENT_REFUSED,
  ASSIGNMENT_WITHDRAWN,
  type AssignmentAction,
  assignmentStates,
} from '../../domain/assignments/assignment';
import { assignmentsRefusals } from '../../domain/assignments/assignments.refusals';
import { numberText } from '../../domain/registration-number';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { AssignmentRow } from '../../infrastructure/assignments/assignment.row';
import type { FoundRegistration } from '../../infrastructure/found-entries';
import { protocolRegister } from '../../protocol.permissions';
import { type Assignee, CheckAssignee } from './check-assignee';
import { readerOf } from '../reader-of';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { IndexRegister } from '../search/index-register.use-case';

const EVENTS: Readonly<Record<AssignmentAction, string>> = {
  accept: ASSIGNMENT_ACCEPTED,
  refuse: ASSIGNMENT_REFUSED,
  withdraw: ASSIGNMENT_WITHDRAWN,
};

/** Assigns entries to offices and people, and moves what was assigned; who sees the entry follows in the same commit. */
@Injectable()
export class Assign {
  constructor(
    private readonly database: Database,
    private readonly assignees: CheckAssignee,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly index: IndexRegister,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, registrationId: string, assignees: readonly Assignee[]): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const entry = await this.locked(actor, registrationId);
      if (!entry) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      for (const assignee of assignees) {
        const wrong =
          (await this.assignees.whatIsWrong(actor, entry, assignee)) ??
          (await this.insert(actor, entry, assignee));
        if (wrong) return refuse(wrong);
      }
      await this.index.refresh([registrationId]);
      return accept(null);
    });
  }

  /** Accepts or refuses what is the actor’s own, or withdraws what the actor may assign. */
  async decide(
    actor: Actor,
    id: string,
    decision: { readonly action: AssignmentAction; readonly version: number; readonly reason: string | null },
  ): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(AssignmentRow).findOneBy({ id, aooId: actor.aooId });
      const entry = row && (await this.locked(actor, row.registrationId));
      if (!row || !entry || !this.mayDecide(actor, row, decision.action))
        return refuse(assignmentsRefusals.NOT_FOUND());
      const wrong = await this.move(actor, row, decision);
      if (wrong) return refuse(wrong);
      await this.index.refresh([row.registrationId]);
      return accept(null);
    });
  }

  /** Withdrawn from one and assigned to another at once: the entry is never without somebody. */
  async reassign(
    actor: Actor,
    id: string,
    { version, reason, ...assignee }: Assignee & { readonly version: number; readonly reason: string },
  ): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(AssignmentRow).findOneBy({ id, aooId: actor.aooId });
      const entry = row && (await this.locked(actor, row.registrationId));
      if (!row || !entry || !this.mayDecide(actor, row, 'withdraw'))
        return refuse(assignmentsRefusals.NOT_FOUND());
      const wrong =
        (row.state === 'REFUSED'
          ? null
          : await this.move(actor, row, { action: 'withdraw', version, reason })) ??
        (await this.assignees.whatIsWrong(actor, entry, assignee)) ??
        (await this.insert(actor, entry, assignee));
      if (wrong) return refuse(wrong);
      await this.index.refresh([row.registrationId]);
      return accept(null);
    });
  }

  private async locked(actor: Actor, registrationId: string): Promise<FoundRegistration | null> {
    await this.stream.lock(registrationId);
    return this.registrations.entryFor(actor, registrationId);
  }

  private mayDecide(actor: Actor, row: AssignmentRow, action: AssignmentAction): boolean {
    if (action === 'withdraw') return holds(actor, protocolRegister) || row.assignedBy === actor.personId;
    return row.personId === null
      ? readerOf(actor).headedOfficeIds.includes(row.officeId)
      : row.personId === actor.personId;
  }

  private async move(
    actor: Actor,
    row: AssignmentRow,
    { action, version, reason }: { action: AssignmentAction; version: number; reason: string | null },
  ): Promise<Refusal | null> {
    const state = assignmentStates.next(row.state, action);
    if (!state) return assignmentsRefusals.NOT_IN_THIS_STATE();
    const outcome = await this.database
      .rows(AssignmentRow)
      .update(
        { id: row.id, version },
        { state, reason, decidedBy: actor.personId, decidedAt: this.clock.now(), version: version + 1 },
      );
    if (outcome.affected !== 1) return assignmentsRefusals.CHANGED_MEANWHILE();
    await this.stream.append(actor, row.registrationId, {
      type: EVENTS[action],
      payload: { assignmentId: row.id, officeId: row.officeId, personId: row.personId, reason },
    });
    return null;
  }

  private async insert(actor: Actor, entry: FoundRegistration, assignee: Assignee): Promise<Refusal | null> {
    const { kind, officeId, personId, note } = assignee;
    const isThere = await this.database.rows(AssignmentRow).existsBy({
      registrationId: entry.id,
      kind,
      officeId,
      personId: personId ?? IsNull(),
      state: In(['PENDING', 'ACCEPTED']),
    });
    if (isThere) return assignmentsRefusals.ALREADY_ASSIGNED();
    const id = newId();
    await this.database.rows(AssignmentRow).insert({
      id,
      bodyId: actor.bodyId,
      aooId: entry.aooId,
      registrationId: entry.id,
      ...{ kind, officeId, personId, note },
      state: 'PENDING',
      assignedBy: actor.personId,
      assignedAt: this.clock.now(),
      version: 1,
    });
    await this.stream.append(actor, entry.id, {
      type: ASSIGNED,
      payload: {
        assignmentId: id,
        kind,
        officeId,
        personId,
        number: numberText(entry.number),
        year: entry.year,
        // Whom it is told: the person, or who heads the office and whoever acts for that head.
        addressees: [personId === null ? seatKey(officeId, 'office-head') : personKey(personId)],
      },
    });
    return null;
  }
}
