import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import {
  ClassificationPlans,
  entriesOfPlan,
  MUNICIPAL_PLAN,
  type NewPlan,
  People,
} from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { whatIsWrongWithPlan } from '../../domain/classification/plan-check';

const STREAM = 'classification-plan';
export const PLAN_PUBLISHED = 'classification-plan.published';

/** The titolario of the AOO: its versions, and the one that is to come (DPR 445/2000 art. 56, 64). */
@Injectable()
export class PublishPlan {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly plans: ClassificationPlans,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async view(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const versions = await this.plans.versions(actor.aooId);
      const people = await this.people.find(versions.flatMap(({ publishedBy }) => publishedBy ?? []));
      const today = legalDate(this.clock.now());
      const entries = await this.plans.entries(actor.aooId);
      const ended = entries.filter(({ validTo }) => validTo !== null).map(({ code }) => code);
      const successors = await this.plans.successorsOf(actor.aooId, ended);
      return {
        versions: versions.map(({ id, name, actReference, validFrom, publishedBy, publishedAt }) => ({
          id,
          name,
          actReference,
          validFrom,
          publishedBy: publishedBy === null ? null : (people.get(publishedBy)?.fullName ?? null),
          publishedAt: publishedAt.toISOString(),
        })),
        entries: entries.map(({ code, title, validFrom, validTo, retentionYears }) => {
          const to = validTo === null ? undefined : successors.get(code);
          return {
            code,
            title,
            validFrom,
            validTo,
            retentionYears,
            inForce: validFrom <= today && (validTo === null || validTo >= today),
            successor: to === undefined || to === code ? null : to,
          };
        }),
        model: entriesOfPlan(MUNICIPAL_PLAN),
      };
    });
  }

  async execute(actor: Actor, plan: NewPlan): Promise<Result<{ readonly id: string }>> {
    return this.database.transaction(actor, async () => {
      await this.plans.lock(actor.aooId);
      const today = legalDate(this.clock.now());
      const entries = await this.plans.entries(actor.aooId);
      const versions = await this.plans.versions(actor.aooId);
      const wrong = whatIsWrongWithPlan(plan, {
        today,
        codes: entries.filter(({ validTo }) => validTo === null).map(({ code }) => code),
        scheduled: versions.some(({ validFrom }) => validFrom > today),
      });
      if (wrong) return refuse(wrong);
      const id = await this.plans.publish(actor, plan);
      await this.journal.append(actor, {
        stream: STREAM,
        streamId: id,
        type: PLAN_PUBLISHED,
        payload: {
          versionId: id,
          name: plan.name,
          actReference: plan.actReference,
          validFrom: plan.validFrom,
          entries: plan.entries.length,
        },
      });
      return accept({ id });
    });
  }
}
