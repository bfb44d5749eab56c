import { Injectable } from '@nestjs/common';
import { Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';

/** A number whose act left the route: the entry stands, and a person annuls it or leaves it with its outcome. */
export interface NumberLeft {
  readonly registrationId: string;
  readonly requestId: string;
  readonly subject: string;
  readonly register: string;
  /** True for the protocol's, which is annulled by an act; a repertory's keeps its outcome beside it. */
  readonly isProtocol: boolean;
  readonly number: string;
  readonly registeredOn: string;
  readonly outcome: string;
  readonly revision: number;
}

/** At most this many are shown; whoever has more annuls some first. */
const MOST = 500;

@Injectable()
export class NumbersLeft {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
  ) {}

  /** The oldest first, of the actor's AOO. */
  async list(actor: Actor): Promise<NumberLeft[]> {
    return this.database.transaction(actor, async () => {
      const names = await this.structure.registerNames(actor.aooId);
      const found = await this.database.query<Omit<NumberLeft, 'isProtocol'>>(
        `SELECT left_one.registration_id AS "registrationId", left_one.request_id AS "requestId", request.subject,
                left_one.register, left_one.number, left_one.registered_on::text AS "registeredOn",
                left_one.left_because AS outcome, left_one.revision
           FROM request_number left_one JOIN signing_request request ON request.id = left_one.request_id
          WHERE left_one.aoo_id = $1 AND left_one.left_because IS NOT NULL AND left_one.annulled_at IS NULL
          ORDER BY left_one.asked_at, left_one.id LIMIT ${MOST}`,
        [actor.aooId],
      );
      return found.map((entry) => ({
        ...entry,
        isProtocol: entry.register === 'PROTOCOL',
        register: names.get(entry.register) ?? entry.register,
      }));
    });
  }
}
