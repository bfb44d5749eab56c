import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { idParams, pageQuery, readCursor, RefusedRequest, writeCursor } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { DailyRegisters, type DayFile } from '../application/daily-register/daily-registers';
import { ProveRegistration } from '../application/daily-register/prove-registration';
import { protocolDaily, protocolRead } from '../protocol.permissions';
import { contentQuery, type DailyRegisterPage } from './daily-registers.schema';

@Controller()
export class DailyRegistersController {
  constructor(
    private readonly days: DailyRegisters,
    private readonly prove: ProveRegistration,
  ) {}

  @Get('daily-registers')
  @Allow(protocolDaily)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>,
  ): Promise<DailyRegisterPage> {
    const [before] = readCursor(cursor) ?? [];
    const isDay = before !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(before);
    const { items, next } = await this.days.list(actor, { limit, before: isDay ? before : null });
    return { items, nextCursor: next && writeCursor([next]) };
  }

  @Get('daily-registers/:id/content')
  @Allow(protocolDaily)
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Query({ schema: contentQuery }) { format }: z.infer<typeof contentQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await this.days.content(actor, id, format));
  }

  @Get('daily-registers/:id/timestamp')
  @Allow(protocolDaily)
  async timestamp(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, await this.days.timestamp(actor, id));
  }

  @Get('registrations/:id/proof')
  @Allow(protocolRead)
  proof(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<object>> {
    return this.prove.execute(actor, id);
  }
}

async function send(reply: FastifyReply, file: Result<DayFile>): Promise<void> {
  if (!file.ok) throw new RefusedRequest(file.refusal);
  const { fileName, mediaType, bytes } = file.value;
  await reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'private, no-cache')
    .send(bytes);
}
