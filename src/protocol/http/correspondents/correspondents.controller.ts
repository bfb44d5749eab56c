import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams, readCursor, writeCursor } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { Correspondents } from '../../application/correspondents/correspondents';
import { KeepCorrespondents } from '../../application/correspondents/keep-correspondents.use-case';
import { protocolManage, protocolRegister } from '../../protocol.permissions';
import { correspondentOf } from '../command-of';
import {
  addCorrespondentBody,
  correctCorrespondentBody,
  type CorrespondentDetail,
  type CorrespondentDuplicates,
  type CorrespondentPage,
  correspondentQuery,
  mergeCorrespondentsBody,
} from './correspondents.schema';

type IdParams = z.infer<typeof idParams>;

@Controller('correspondents')
@Allow(protocolRegister)
export class CorrespondentsController {
  constructor(
    private readonly correspondents: Correspondents,
    private readonly keep: KeepCorrespondents,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: correspondentQuery }) { search, limit, cursor }: z.infer<typeof correspondentQuery>,
  ): Promise<CorrespondentPage> {
    if (search !== undefined && search.trim() !== '')
      return { items: await this.correspondents.suggest(actor, search), nextCursor: null };
    const [name, id] = readCursor(cursor) ?? [];
    const after = name === undefined || id === undefined ? null : { name, id };
    const { items, next } = await this.correspondents.list(actor, { limit, after });
    return { items, nextCursor: next && writeCursor([next.name, next.id]) };
  }

  @Get('duplicates')
  async duplicates(@CurrentActor() actor: Actor): Promise<CorrespondentDuplicates> {
    return { groups: await this.correspondents.duplicates(actor) };
  }

  @Get(':id')
  find(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<Result<CorrespondentDetail>> {
    return this.correspondents.find(actor, id);
  }

  @Post()
  @Creates()
  async add(
    @CurrentActor() actor: Actor,
    @Body({ schema: addCorrespondentBody }) body: z.infer<typeof addCorrespondentBody>,
  ): Promise<Result<CorrespondentDetail>> {
    const outcome = await this.keep.add(actor, correspondentOf(body));
    return outcome.ok ? this.correspondents.find(actor, outcome.value.id) : outcome;
  }

  @Put(':id')
  async correct(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: correctCorrespondentBody }) body: z.infer<typeof correctCorrespondentBody>,
  ): Promise<Result<CorrespondentDetail>> {
    const { version, reason } = body;
    const outcome = await this.keep.correct(actor, id, {
      known: correspondentOf(body.known),
      version,
      reason,
    });
    return outcome.ok ? this.correspondents.find(actor, id) : outcome;
  }

  @Post(':id/merge')
  @Allow(protocolManage)
  async merge(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: mergeCorrespondentsBody }) body: z.infer<typeof mergeCorrespondentsBody>,
  ): Promise<Result<CorrespondentDetail>> {
    const outcome = await this.keep.merge(actor, id, body.mergedIds, body.reason);
    return outcome.ok ? this.correspondents.find(actor, id) : outcome;
  }
}
