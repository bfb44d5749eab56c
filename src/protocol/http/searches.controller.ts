import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, RefusedRequest } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { ExportRegistrations } from '../application/search/export-registrations.use-case';
import { SavedSearches } from '../application/search/saved-searches';
import { protocolRead } from '../protocol.permissions';
import { exportQuery, saveSearchBody, type SavedSearchList } from './searches.schema';

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;

@Controller()
export class SearchesController {
  constructor(
    private readonly searches: SavedSearches,
    private readonly exporter: ExportRegistrations,
  ) {}

  @Get('registration-exports')
  @Allow(protocolRead)
  async exportFound(
    @CurrentActor() actor: Actor,
    @Query({ schema: exportQuery }) { format, ...filter }: z.infer<typeof exportQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.exporter.execute(actor, filter, format);
    if (!file.ok) throw new RefusedRequest(file.refusal);
    await reply
      .header('content-type', MEDIA_TYPES[format])
      .header('content-disposition', `attachment; filename="registro.${format}"`)
      .header('cache-control', 'no-store')
      .send(file.value);
  }

  @Get('saved-searches')
  @Allow(protocolRead)
  list(@CurrentActor() actor: Actor): Promise<SavedSearchList> {
    return this.searches.list(actor);
  }

  @Post('saved-searches')
  @Creates()
  @Allow(protocolRead)
  save(
    @CurrentActor() actor: Actor,
    @Body({ schema: saveSearchBody }) { name, filter }: z.infer<typeof saveSearchBody>,
  ): Promise<Result<{ id: string }>> {
    return this.searches.save(actor, name, Object.fromEntries(Object.entries(filter)));
  }

  @Delete('saved-searches/:id')
  @Allow(protocolRead)
  remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<null>> {
    return this.searches.remove(actor, id);
  }
}
