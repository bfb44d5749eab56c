import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { seesSequence } from '../../domain/reader';
import { readerOf } from '../reader-of';
import { Registrations } from '../registrations';

interface Page {
  readonly limit: number;
  readonly after: string | null;
  /** Narrows to what is of one office: registered by it, or assigned to it for competence. */
  readonly officeId: string | null;
}

/** An entry waits at the desk of the office that has it for competence; until it is assigned, of the one that registered it. */
const OFFICES = `
  SELECT coalesce(array_agg(assigned.office_id) FILTER (WHERE assigned.office_id IS NOT NULL), ARRAY[entry.office_id])
    FROM assignment assigned
   WHERE assigned.registration_id = entry.id AND assigned.kind = 'COMPETENCE'
     AND assigned.state IN ('PENDING', 'ACCEPTED')`;

/** The desk "da fascicolare": entries that are in no case file, oldest first, each at the desk of its office. */
@Injectable()
export class FilingDesk {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
  ) {}

  async list(actor: Actor, { limit, after, officeId }: Page) {
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<{ id: string }>(
        `SELECT unfiled.registration_id AS id FROM registration_unfiled unfiled
           JOIN registration entry ON entry.id = unfiled.registration_id
          CROSS JOIN LATERAL (${OFFICES}) desk(offices)
          WHERE unfiled.aoo_id = $1 AND ($2::uuid IS NULL OR unfiled.registration_id > $2)
            AND ($3::uuid IS NULL OR $3 = ANY(desk.offices))
            AND ($4::uuid[] IS NULL OR desk.offices && $4 OR EXISTS (
                  SELECT 1 FROM assignment own WHERE own.registration_id = entry.id AND own.person_id = $5
                     AND own.state IN ('PENDING', 'ACCEPTED')))
          ORDER BY unfiled.registration_id LIMIT $6`,
        [
          actor.aooId,
          after,
          officeId,
          seesSequence(actor) ? null : readerOf(actor).headedOfficeIds,
          actor.personId,
          limit + 1,
        ],
      );
      const shown = rows.slice(0, limit).map(({ id }) => id);
      const entries = await this.registrations.openable(actor, shown);
      return {
        items: shown.flatMap((id) => entries.get(id) ?? []),
        next: rows.length > limit ? (shown.at(-1) ?? null) : null,
      };
    });
  }
}
