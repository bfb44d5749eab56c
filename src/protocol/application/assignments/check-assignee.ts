import { Injectable } from '@nestjs/common';
import type { Refusal } from '@libro-firma/kernel';
import { People, Structure } from '../../../organisation';
import { type Actor, holds } from '../../../platform/identity';
import type { AssignmentKind } from '../../domain/assignments/assignment';
import { assignmentsRefusals } from '../../domain/assignments/assignments.refusals';
import type { FoundRegistration } from '../../infrastructure/found-entries';
import { protocolRegister } from '../../protocol.permissions';
import { readerOf } from '../reader-of';

export interface Assignee {
  readonly kind: AssignmentKind;
  readonly officeId: string;
  readonly personId: string | null;
  readonly note: string | null;
}

/** Whether this actor may assign this entry to that office or person; inside the caller's unit of work. */
@Injectable()
export class CheckAssignee {
  constructor(
    private readonly structure: Structure,
    private readonly people: People,
  ) {}

  async whatIsWrong(
    actor: Actor,
    entry: FoundRegistration,
    { officeId, personId }: Assignee,
  ): Promise<Refusal | null> {
    const isOperator = holds(actor, protocolRegister);
    if (
      !isOperator &&
      !(readerOf(actor).headedOfficeIds.includes(officeId) && entry.offices.includes(officeId))
    )
      return assignmentsRefusals.NOT_YOURS_TO_ASSIGN();
    if (!(await this.isThere(actor, officeId, personId))) return assignmentsRefusals.ASSIGNEE_UNKNOWN();
    const isOnList = entry.readers === null || entry.readers.some((id) => id === officeId || id === personId);
    return isOnList ? null : assignmentsRefusals.ASSIGNEE_NOT_ON_LIST();
  }

  private async isThere(actor: Actor, officeId: string, personId: string | null): Promise<boolean> {
    if (personId !== null) {
      const appointments = await this.people.appointmentsOf(personId);
      return appointments.some((each) => each.officeId === officeId && each.aooId === actor.aooId);
    }
    const { aoos } = await this.structure.tree(actor.bodyId);
    return aoos
      .filter(({ id }) => id === actor.aooId)
      .some(({ sectors }) => sectors.some(({ offices }) => offices.some(({ id }) => id === officeId)));
  }
}
