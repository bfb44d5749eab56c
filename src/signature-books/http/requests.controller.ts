import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Database } from '../../platform/database/database';
import { Creates, idParams, languageOf, readCursor, writeCursor } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { ChangeRequest } from '../application/requests/change-request.use-case';
import { RequestDetail as ReadDetail } from '../application/requests/request-detail';
import { RequestList } from '../application/requests/request-list';
import { StartRequest } from '../application/requests/start-request.use-case';
import { SubmitRequest } from '../application/requests/submit-request.use-case';
import { requestsRead, requestsWrite } from '../signature-books.permissions';
import { detailView, summaryView } from './request.view';
import {
  type CreateRequestBody,
  createRequestBody,
  type RequestDetail,
  requestListQuery,
  type RequestPage,
  versionBody,
} from './signature-books.schema';

const revisionQuery = z.object({ revision: z.coerce.number().int().min(1).max(10_000).optional() });
const rewriteBody = createRequestBody.extend({ version: z.number().int().min(0) });

@Controller('signing-requests')
@Allow(requestsWrite)
export class RequestsController {
  constructor(
    private readonly database: Database,
    private readonly list: RequestList,
    private readonly detail: ReadDetail,
    private readonly submit: SubmitRequest,
    private readonly starting: StartRequest,
    private readonly change: ChangeRequest,
  ) {}

  @Get()
  @Allow(requestsRead)
  async page(
    @CurrentActor() actor: Actor,
    @Query({ schema: requestListQuery }) query: z.infer<typeof requestListQuery>,
    @Req() request: FastifyRequest,
  ): Promise<RequestPage> {
    const [at, id] = readCursor(query.cursor) ?? [];
    const after = at !== undefined && id !== undefined ? ([at, id] as const) : null;
    const rows = await this.database.transaction(actor, () =>
      this.list.page(actor, { ...query, limit: query.limit + 1, after }),
    );
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => summaryView(row, languageOf(request))),
      nextCursor: rows.length > query.limit && last ? writeCursor([last.sortKey, last.id]) : null,
    };
  }

  @Post()
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createRequestBody }) body: CreateRequestBody,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail>> {
    const outcome = await this.submit.create(actor, body);
    return outcome.ok ? this.view(actor, outcome.value.id, request) : outcome;
  }

  @Get(':id')
  @Allow(requestsRead)
  one(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Query({ schema: revisionQuery }) { revision }: z.infer<typeof revisionQuery>,
    @Req() request: FastifyRequest,
  ) {
    return this.view(actor, id, request, revision);
  }

  @Put(':id')
  async rewrite(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: rewriteBody }) body: z.infer<typeof rewriteBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail>> {
    const outcome = await this.submit.rewrite(actor, id, body.version, body);
    return outcome.ok ? this.view(actor, id, request) : outcome;
  }

  @Post(':id/start')
  @HttpCode(200)
  async start(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail>> {
    const outcome = await this.starting.execute(actor, id, version);
    return outcome.ok ? this.view(actor, id, request) : outcome;
  }

  @Post(':id/revise')
  @HttpCode(200)
  async revise(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail>> {
    const outcome = await this.change.revise(actor, id, version);
    return outcome.ok ? this.view(actor, id, request) : outcome;
  }

  private async view(
    actor: Actor,
    id: string,
    request: FastifyRequest,
    revision?: number,
  ): Promise<Result<RequestDetail>> {
    const details = await this.detail.execute(actor, id, revision);
    return details.ok ? accept(detailView(actor, details.value, languageOf(request))) : details;
  }
}
