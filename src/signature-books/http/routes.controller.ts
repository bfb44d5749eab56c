import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { accept, type Language, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Database } from '../../platform/database/database';
import { Creates, idParams, languageOf } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { Addressees } from '../application/routes/addressees';
import { type Rehearsal, RehearseRoute } from '../application/routes/rehearse-route';
import { type KeptTemplate, RouteTemplates } from '../application/routes/route-templates';
import { addresseeKey } from '../domain/addressee';
import type { WantedAddressee } from '../domain/route-template';
import { requestsWrite, routesKeep } from '../signature-books.permissions';
import {
  rehearsalBody,
  type RehearsalView,
  templateBody,
  templateChange,
  templateEnd,
  type TemplateList,
  templateQuery,
  type TemplateView,
} from './routes.schema';

type Id = z.infer<typeof idParams>;
const SUPERIOR: Readonly<Record<Language, string>> = {
  it: 'Il superiore di chi chiede',
  en: 'The superior of who asks',
};

/** Routes before they are gone: those kept for use, and what would come of one. */
@Controller()
@Allow(requestsWrite)
export class RoutesController {
  constructor(
    private readonly database: Database,
    private readonly templates: RouteTemplates,
    private readonly rehearse: RehearseRoute,
    private readonly addressees: Addressees,
  ) {}

  /** Nothing is written: it may be asked as often as the form changes. */
  @Post('route-rehearsals')
  @HttpCode(200)
  async rehearsal(
    @CurrentActor() actor: Actor,
    @Body({ schema: rehearsalBody }) body: z.infer<typeof rehearsalBody>,
    @Req() request: FastifyRequest,
  ): Promise<RehearsalView> {
    return rehearsalView(await this.rehearse.execute(actor, body), languageOf(request));
  }

  @Get('route-templates')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: templateQuery }) { documentTypeId }: z.infer<typeof templateQuery>,
    @Req() request: FastifyRequest,
  ): Promise<TemplateList> {
    const rows = await this.templates.usableBy(actor, documentTypeId);
    return { items: await this.views(actor, rows, languageOf(request)) };
  }

  @Post('route-templates')
  @Allow(routesKeep)
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: templateBody }) body: z.infer<typeof templateBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<TemplateView>> {
    return this.viewed(actor, await this.templates.create(actor, body), request);
  }

  @Put('route-templates/:id')
  @Allow(routesKeep)
  async replace(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: templateChange }) { version, ...wanted }: z.infer<typeof templateChange>,
    @Req() request: FastifyRequest,
  ): Promise<Result<TemplateView>> {
    return this.viewed(actor, await this.templates.replace(actor, id, version, wanted), request);
  }

  @Delete('route-templates/:id')
  @Allow(routesKeep)
  async end(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: templateEnd }) { version }: z.infer<typeof templateEnd>,
  ): Promise<Result<{ id: string }>> {
    const ended = await this.templates.end(actor, id, version);
    return ended.ok ? accept({ id }) : ended;
  }

  private async viewed(
    actor: Actor,
    outcome: Result<KeptTemplate>,
    request: FastifyRequest,
  ): Promise<Result<TemplateView>> {
    if (!outcome.ok) return outcome;
    const [view] = await this.views(actor, [outcome.value], languageOf(request));
    if (!view) throw new Error('a template that was just written is not shown');
    return accept(view);
  }

  private async views(
    actor: Actor,
    rows: readonly KeptTemplate[],
    language: Language,
  ): Promise<TemplateView[]> {
    const all = rows.flatMap((row) => row.steps.flatMap((step) => step.addressees));
    const named = await this.database.transaction(actor, () =>
      this.addressees.labels(all.flatMap((own) => (own.kind === 'superior' ? [] : [addresseeKey(own)]))),
    );
    const labelOf = (own: WantedAddressee): string =>
      own.kind === 'superior' ? SUPERIOR[language] : (named.get(addresseeKey(own)) ?? '');
    return rows.map((row) => templateView(actor, row, labelOf));
  }
}

function templateView(
  actor: Actor,
  { id, name, version, documentTypeId, officeId, roles, steps }: KeptTemplate,
  labelOf: (addressee: WantedAddressee) => string,
): TemplateView {
  const isKeeper = actor.roles.some((role) => role.startsWith('records-manager'));
  return {
    id,
    name,
    version,
    documentTypeId,
    officeId,
    roles,
    steps: steps.map((step) => ({
      ...step,
      addressees: [...step.addressees],
      mandatory: step.mandatory && [...step.mandatory],
      register: step.register,
      labels: step.addressees.map(labelOf),
    })),
    keeps:
      isKeeper ||
      (officeId !== null && actor.roles.includes('office-head') && actor.officeIds.includes(officeId)),
  };
}

function rehearsalView({ steps, expectedEnd, isPossible }: Rehearsal, language: Language): RehearsalView {
  return {
    steps: steps.map((step) => ({
      ...step,
      addressees: [...step.addressees],
      people: [...step.people],
      absent: [...step.absent],
      opensAt: step.opensAt.toISOString(),
      endsAt: step.endsAt.toISOString(),
      obstacle: step.obstacle?.[language] ?? null,
    })),
    expectedEnd: expectedEnd.toISOString(),
    isPossible,
  };
}
