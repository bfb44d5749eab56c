import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { arrivalsRefusals } from '../../domain/arrivals/arrivals.refusals';
import { EXCLUSION_LAW, LAWFUL_EXCLUSIONS } from '../../domain/exclusions';
import { ExclusionRow } from '../../infrastructure/arrivals/arrival.rows';

const STREAM = 'exclusion';
export const EXCLUSION_ADDED = 'exclusion.added';
export const EXCLUSION_ENDED = 'exclusion.ended';

export interface NewExclusion {
  readonly code: string;
  readonly title: string;
  readonly reason: string;
}

/** The AOO's list of what is not registered (DPR 445/2000 art. 53 par. 5), each entry with its reason and its days. */
@Injectable()
export class Exclusions {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const rows = await this.database
        .rows(ExclusionRow)
        .find({ where: { aooId: actor.aooId }, order: { title: 'ASC' } });
      const today = legalDate(this.clock.now());
      return rows.map((row) => ({
        id: row.id,
        code: row.code,
        title: row.title,
        reason: row.reason,
        validFrom: row.validFrom,
        validTo: row.validTo,
        inForce: row.validTo === null || row.validTo >= today,
      }));
    });
  }

  /** Entries whose code is there already stay as they are. */
  async add(actor: Actor, entries: readonly NewExclusion[]): Promise<Result<{ readonly count: number }>> {
    return this.database.transaction(actor, async () => {
      await this.database.query('SELECT pg_advisory_xact_lock(7281951, hashtext($1))', [actor.aooId]);
      const known = await this.database.rows(ExclusionRow).findBy({ aooId: actor.aooId });
      const added = entries.filter(({ code }) => !known.some((row) => row.code === code));
      for (const entry of added) {
        const id = newId();
        await this.database.rows(ExclusionRow).insert({
          ...entry,
          id,
          bodyId: actor.bodyId,
          aooId: actor.aooId,
          validFrom: legalDate(this.clock.now()),
          validTo: null,
          version: 1,
        });
        await this.journal.append(actor, {
          stream: STREAM,
          streamId: id,
          type: EXCLUSION_ADDED,
          payload: { exclusionId: id, ...entry },
        });
      }
      return accept({ count: added.length });
    });
  }

  async addThoseOfTheLaw(actor: Actor): Promise<Result<{ readonly count: number }>> {
    return this.add(
      actor,
      LAWFUL_EXCLUSIONS.map(({ code, title }) => ({ code, title: title.it, reason: EXCLUSION_LAW })),
    );
  }

  /** From tomorrow it is registered again; what was set aside stays so. */
  async end(actor: Actor, id: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(ExclusionRow).findOneBy({ id, aooId: actor.aooId });
      if (row?.validTo !== null) return refuse(arrivalsRefusals.EXCLUSION_UNKNOWN());
      const outcome = await this.database
        .rows(ExclusionRow)
        .update(
          { id, version: row.version },
          { validTo: legalDate(this.clock.now()), version: row.version + 1 },
        );
      if (outcome.affected !== 1) return refuse(arrivalsRefusals.EXCLUSION_UNKNOWN());
      await this.journal.append(actor, {
        stream: STREAM,
        streamId: id,
        type: EXCLUSION_ENDED,
        payload: { exclusionId: id, code: row.code },
      });
      return accept(null);
    });
  }
}
