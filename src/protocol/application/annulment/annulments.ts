import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { People } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { AnnulmentScope, Correction } from '../../domain/annulment';
import { numberText } from '../../domain/registration-number';

const MOST = 500;

interface WaitingRow {
  readonly requestId: string;
  readonly registrationId: string;
  readonly year: number;
  readonly number: number;
  readonly registeredOn: string;
  readonly subject: string;
  readonly scope: AnnulmentScope;
  readonly corrections: Correction[];
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}

interface OpenRow {
  readonly registrationId: string;
  readonly year: number;
  readonly number: number;
  readonly registeredOn: string;
  readonly subject: string;
}

/** What waits for the records manager: requests to annul, and numbers whose act was not signed on their day. */
@Injectable()
export class Annulments {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async desk(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const waiting = await this.waiting(actor);
      const people = await this.people.find(waiting.map(({ askedBy }) => askedBy));
      const toAnnul = await this.toAnnul(actor);
      return {
        waiting: waiting.map(({ askedBy, askedAt, number, ...row }) => ({
          ...row,
          number: numberText(number),
          askedBy: people.get(askedBy)?.fullName ?? '',
          askedAt: askedAt.toISOString(),
        })),
        toAnnul: toAnnul.map(({ number, ...row }) => ({ ...row, number: numberText(number) })),
      };
    });
  }

  private waiting({ aooId }: Actor): Promise<WaitingRow[]> {
    return this.database.query<WaitingRow>(
      `SELECT request.id AS "requestId", entry.id AS "registrationId", entry.year, entry.number,
              entry.registered_on::text AS "registeredOn", entry.subject, request.scope, request.corrections,
              request.reason, request.asked_by AS "askedBy", request.asked_at AS "askedAt"
         FROM annulment_request request JOIN registration entry ON entry.id = request.registration_id
        WHERE request.aoo_id = $1
          AND NOT EXISTS (SELECT 1 FROM annulment_decision decision WHERE decision.request_id = request.id)
        ORDER BY request.asked_at, request.id LIMIT ${MOST}`,
      [aooId],
    );
  }

  /** Numbers printed in acts that were not signed by the end of their day: a person annuls them, never the system. */
  private toAnnul({ bodyId, aooId }: Actor): Promise<OpenRow[]> {
    return this.database.query<OpenRow>(
      `SELECT entry.id AS "registrationId", entry.year, entry.number, entry.registered_on::text AS "registeredOn",
              entry.subject
         FROM registration entry
        WHERE entry.body_id = $1 AND entry.aoo_id = $2 AND entry.is_open AND entry.registered_on < $3
          AND NOT EXISTS (SELECT 1 FROM registration_completion done WHERE done.registration_id = entry.id)
          AND NOT EXISTS (SELECT 1 FROM annulment_decision decision
                           WHERE decision.registration_id = entry.id AND decision.granted AND decision.scope = 'WHOLE')
        ORDER BY entry.year, entry.number LIMIT ${MOST}`,
      [bodyId, aooId, legalDate(this.clock.now())],
    );
  }
}
