import { Injectable } from '@nestjs/common';
import { refuse } from '@libro-firma/kernel';
import { People, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { AssignmentRow } from '../../infrastructure/assignments/assignment.row';
import { readerOf } from '../reader-of';
import { Registrations } from '../registrations';

export type AssignmentBox = 'WAITING' | 'ACCEPTED' | 'SENT_BACK';

interface Page {
  readonly limit: number;
  readonly before: string | null;
}

/** Past this, a badge says "and more". */
const COUNTED = 100;

/** What is assigned to a person and to the offices that the person heads; what came back to those who assign. */
@Injectable()
export class Assignments {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly people: People,
    private readonly structure: Structure,
  ) {}

  /** Newest first; what may not be opened any more, as when it became reserved, is left out. */
  async list(actor: Actor, box: AssignmentBox, { limit, before }: Page) {
    return this.database.transaction(actor, async () => {
      const rows = await this.rows(actor, box, { limit: limit + 1, before });
      const shown = rows.slice(0, limit);
      const entries = await this.registrations.openable(
        actor,
        shown.map(({ registrationId }) => registrationId),
      );
      const views = await this.views(shown.filter(({ registrationId }) => entries.has(registrationId)));
      return {
        items: views.flatMap((view) => {
          const registration = entries.get(view.registrationId);
          return registration ? [{ ...view, registration }] : [];
        }),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    });
  }

  /** How many wait for the person; only what the person may open is counted. */
  async waiting(actor: Actor): Promise<number> {
    return this.database.transaction(actor, async () => {
      const rows = await this.rows(actor, 'WAITING', { limit: COUNTED, before: null });
      const entries = await this.registrations.openable(
        actor,
        rows.map(({ registrationId }) => registrationId),
      );
      return rows.filter(({ registrationId }) => entries.has(registrationId)).length;
    });
  }

  /** All that an entry was ever assigned, for whoever may open it. */
  async historyOf(actor: Actor, registrationId: string) {
    return this.database.transaction(actor, async () => {
      if (!(await this.registrations.entryFor(actor, registrationId)))
        return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const rows = await this.database
        .rows(AssignmentRow)
        .find({ where: { registrationId }, order: { id: 'ASC' } });
      return { ok: true as const, value: { items: await this.views(rows) } };
    });
  }

  private async rows(actor: Actor, box: AssignmentBox, { limit, before }: Page): Promise<AssignmentRow[]> {
    const query = this.database
      .rows(AssignmentRow)
      .createQueryBuilder('assigned')
      .where('assigned.aooId = :aooId', { aooId: actor.aooId })
      .orderBy('assigned.id', 'DESC')
      .limit(limit);
    if (before !== null) query.andWhere('assigned.id < :before', { before });
    if (box === 'SENT_BACK')
      // Refused, and nobody has it for competence instead.
      query.andWhere(
        `assigned.state = 'REFUSED' AND assigned.kind = 'COMPETENCE' AND NOT EXISTS (
           SELECT 1 FROM assignment other WHERE other.registration_id = assigned.registration_id
              AND other.kind = 'COMPETENCE' AND (other.state IN ('PENDING', 'ACCEPTED') OR other.id > assigned.id))`,
      );
    else
      query
        .andWhere('assigned.state = :state', { state: box === 'WAITING' ? 'PENDING' : 'ACCEPTED' })
        .andWhere(
          '(assigned.personId = :personId OR (assigned.personId IS NULL AND assigned.officeId = ANY(:headed)))',
          { personId: actor.personId, headed: readerOf(actor).headedOfficeIds },
        );
    return query.getMany();
  }

  private async views(rows: readonly AssignmentRow[]) {
    const people = await this.people.find(
      rows.flatMap(({ personId, assignedBy, decidedBy }) =>
        [personId, assignedBy, decidedBy].flatMap((id) => id ?? []),
      ),
    );
    const offices = await this.structure.officeNames(rows.map(({ officeId }) => officeId));
    const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.fullName ?? null));
    return rows.map((row) => ({
      id: row.id,
      registrationId: row.registrationId,
      kind: row.kind,
      state: row.state,
      officeId: row.officeId,
      office: offices.get(row.officeId) ?? '',
      person: nameOf(row.personId),
      note: row.note,
      assignedBy: nameOf(row.assignedBy),
      assignedAt: row.assignedAt.toISOString(),
      decidedBy: nameOf(row.decidedBy),
      decidedAt: row.decidedAt?.toISOString() ?? null,
      reason: row.reason,
      version: row.version,
    }));
  }
}
