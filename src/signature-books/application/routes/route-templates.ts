import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { IsNull } from 'typeorm';
import { Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import type { RouteTemplateStep } from '../../domain/route-template';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { isAutomatic } from '../../domain/step-kinds';
import { RouteTemplateRow } from '../../infrastructure/type.rows';
import { JudgeRoute } from './judge-route';

export interface WantedTemplate {
  readonly name: string;
  readonly documentTypeId: string | null;
  /** Whose it is: used in this office and those below it; null: in the whole AOO. */
  readonly officeId: string | null;
  /** Roles that may use it; null: whoever may write requests. */
  readonly roles: readonly string[] | null;
  readonly steps: readonly RouteTemplateStep[];
}

export type KeptTemplate = Readonly<RouteTemplateRow>;

/** Routes that are kept for use. A version is never changed: a change is the next one, and what used the last is spared. */
@Injectable()
export class RouteTemplates {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly judge: JudgeRoute,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that the actor may use, by name. */
  async usableBy(actor: Actor, documentTypeId?: string): Promise<RouteTemplateRow[]> {
    return this.database.transaction(actor, async () => {
      const above = new Set<string>();
      for (const officeId of actor.officeIds)
        for (const id of await this.structure.officeAndAbove(officeId)) above.add(id);
      const rows = await this.database
        .rows(RouteTemplateRow)
        .find({ where: { aooId: actor.aooId, endedAt: IsNull() }, order: { name: 'ASC', id: 'ASC' } });
      return rows.filter(
        (row) =>
          (row.officeId === null || above.has(row.officeId) || isKeeper(actor)) &&
          (row.roles === null || row.roles.some((role) => actor.roles.includes(role))) &&
          (!documentTypeId || row.documentTypeId === null || row.documentTypeId === documentTypeId),
      );
    });
  }

  async create(actor: Actor, wanted: WantedTemplate): Promise<Result<RouteTemplateRow>> {
    return this.database.transaction(actor, () => this.write(actor, wanted, newId(), 1));
  }

  /** The next version; refused when somebody else has written it meanwhile. */
  async replace(
    actor: Actor,
    id: string,
    version: number,
    wanted: WantedTemplate,
  ): Promise<Result<RouteTemplateRow>> {
    return this.database.transaction(actor, async () => {
      const ended = await this.endIn(actor, id, version);
      return ended.ok ? this.write(actor, wanted, ended.value.seriesId, version + 1) : ended;
    });
  }

  async end(actor: Actor, id: string, version: number): Promise<Result<RouteTemplateRow>> {
    return this.database.transaction(actor, () => this.endIn(actor, id, version));
  }

  private async endIn(actor: Actor, id: string, version: number): Promise<Result<RouteTemplateRow>> {
    const row = await this.database.rows(RouteTemplateRow).findOne({
      where: { id, aooId: actor.aooId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row || !mayKeep(actor, row)) return refuse(refusals.NO_SUCH_TEMPLATE());
    if (row.version !== version || row.endedAt) return refuse(refusals.CHANGED_MEANWHILE());
    await this.database.rows(RouteTemplateRow).update({ id }, { endedAt: this.clock.now() });
    return accept(row);
  }

  private async write(
    actor: Actor,
    wanted: WantedTemplate,
    seriesId: string,
    version: number,
  ): Promise<Result<RouteTemplateRow>> {
    if (!mayKeep(actor, wanted)) return refuse(refusals.NO_SUCH_TEMPLATE());
    if (!wanted.steps.some((step) => step.kind === 'SIGN')) return refuse(refusals.NO_SIGNATURE_IN_ROUTE());
    const fault = await this.judge.fault(actor, judgeable(wanted.steps));
    if (fault) return fault;
    const row: RouteTemplateRow = {
      id: newId(),
      bodyId: actor.bodyId,
      aooId: actor.aooId,
      seriesId,
      version,
      documentTypeId: wanted.documentTypeId,
      officeId: wanted.officeId,
      roles: wanted.roles && [...wanted.roles],
      name: wanted.name,
      steps: wanted.steps,
      createdBy: actor.personId ?? '',
      createdAt: this.clock.now(),
      endedAt: null,
    };
    await this.database.rows(RouteTemplateRow).insert(row);
    await this.journal.append(actor, {
      stream: 'route-template',
      streamId: seriesId,
      type: 'route-template.written',
      payload: { templateId: row.id, version, name: wanted.name, steps: wanted.steps as never },
    });
    return accept(row);
  }
}

/** Who the superior is, only a requester says: a step that asks nobody else is judged when a request is written. */
function judgeable(steps: readonly RouteTemplateStep[]): RouteTemplateStep[] {
  return steps
    .map((step) => ({ ...step, addressees: step.addressees.filter(({ kind }) => kind !== 'superior') }))
    .filter((step) => isAutomatic(step.kind) || step.addressees.length > 0)
    .map((step) => ({ ...step, minimum: undefined, mandatory: undefined }));
}

/** The records manager keeps those of the AOO, the head of an office those of his office. */
function mayKeep(actor: Actor, { officeId }: { readonly officeId: string | null }): boolean {
  if (isKeeper(actor)) return true;
  return officeId !== null && actor.roles.includes('office-head') && actor.officeIds.includes(officeId);
}

function isKeeper(actor: Actor): boolean {
  return actor.roles.includes('records-manager') || actor.roles.includes('records-manager-vicar');
}
