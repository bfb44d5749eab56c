import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate, newId } from '@libro-firma/kernel';
import { IsNull } from 'typeorm';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import {
  ClassificationEntryRow,
  PlanVersionRow,
  PlanSuccessorRow,
} from '../infrastructure/organisation.rows';

export interface NewPlanEntry {
  readonly code: string;
  readonly title: string;
  /** Years that what is filed here is kept; 9999: for ever. */
  readonly retentionYears: number | null;
}

export interface NewPlan {
  readonly name: string;
  readonly actReference: string;
  readonly validFrom: string;
  readonly entries: readonly NewPlanEntry[];
  /** Which entry takes the place of one that ends. */
  readonly successors: readonly { readonly from: string; readonly to: string }[];
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Versions of the classification plan of an AOO; inside the caller's unit of work. */
@Injectable()
export class ClassificationPlans {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every entry that ever was, with its days; what ended stays, for the registrations that name it. */
  async entries(aooId: string): Promise<ClassificationEntryRow[]> {
    const rows = await this.database.rows(ClassificationEntryRow).find({ where: { aooId } });
    return rows.sort(
      (left, right) =>
        left.code.localeCompare(right.code, 'it', { numeric: true }) ||
        left.validFrom.localeCompare(right.validFrom),
    );
  }

  async versions(aooId: string): Promise<PlanVersionRow[]> {
    return this.database.rows(PlanVersionRow).find({ where: { aooId }, order: { validFrom: 'DESC' } });
  }

  /** New codes by the old ones, followed over as many versions as there were. */
  async successorsOf(aooId: string, codes: readonly string[]): Promise<Map<string, string>> {
    const versions = await this.versions(aooId);
    const steps = await this.database.rows(PlanSuccessorRow).findBy({ aooId });
    const inOrder = [...versions].reverse();
    return new Map(
      codes.map((code) => [
        code,
        inOrder.reduce(
          (now, version) =>
            steps.find((step) => step.versionId === version.id && step.fromCode === now)?.toCode ?? now,
          code,
        ),
      ]),
    );
  }

  /** Serialises those who write the plan of one AOO. */
  async lock(aooId: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(7281953, hashtext($1))', [aooId]);
  }

  /**
   * Ends what the new plan has no more on the day before, begins what is new, and leaves alone what has the same code,
   * title and retention.
   */
  async publish(actor: Actor, plan: NewPlan): Promise<string> {
    const { bodyId, aooId, personId } = actor;
    const current = await this.database.rows(ClassificationEntryRow).findBy({ aooId, validTo: IsNull() });
    const stays = (row: ClassificationEntryRow) =>
      plan.entries.some(
        ({ code, title, retentionYears }) =>
          row.code === code && row.title === title && row.retentionYears === retentionYears,
      );
    const ending = current.filter((row) => !stays(row));
    const beginning = plan.entries.filter(
      ({ code }) => !current.some((row) => row.code === code && stays(row)),
    );
    const lastDay = legalDate(new Date(Date.parse(`${plan.validFrom}T12:00:00Z`) - DAY_MS));
    for (const { id } of ending)
      await this.database.rows(ClassificationEntryRow).update({ id }, { validTo: lastDay });
    if (beginning.length > 0)
      await this.database.rows(ClassificationEntryRow).insert(
        beginning.map((entry) => ({
          ...entry,
          id: newId(),
          bodyId,
          aooId,
          validFrom: plan.validFrom,
          validTo: null,
        })),
      );
    const id = newId();
    const { name, actReference, validFrom } = plan;
    await this.database.rows(PlanVersionRow).insert({
      ...{ id, bodyId, aooId, name, actReference, validFrom },
      publishedBy: personId,
      publishedAt: this.clock.now(),
    });
    if (plan.successors.length > 0)
      await this.database.rows(PlanSuccessorRow).insert(
        plan.successors.map(({ from, to }) => ({
          ...{ versionId: id, bodyId, aooId },
          fromCode: from,
          toCode: to,
        })),
      );
    return id;
  }
}
