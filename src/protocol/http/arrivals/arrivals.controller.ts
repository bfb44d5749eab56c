import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, newId, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  Creates,
  idParams,
  readCursor,
  RefusedRequest,
  sendObject,
  writeCursor,
} from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { Arrivals } from '../../application/arrivals/arrivals';
import { MoveArrival } from '../../application/arrivals/move-arrival.use-case';
import { SendArrival } from '../../application/arrivals/send-arrival.use-case';
import { protocolRegister } from '../../protocol.permissions';
import { correspondentOf, withoutEmpty } from '../command-of';
import {
  type ArrivalDetail,
  arrivalFileParams,
  arrivalListQuery,
  type ArrivalPage,
  bringBackBody,
  excludeBody,
  type IntakeRefusals,
  takeInBody,
  type TakeInBody,
} from './arrivals.schema';

type IdParams = z.infer<typeof idParams>;

@Controller('arrivals')
@Allow(protocolRegister)
export class ArrivalsController {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly send: SendArrival,
    private readonly moves: MoveArrival,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: arrivalListQuery }) { state, limit, cursor }: z.infer<typeof arrivalListQuery>,
  ): Promise<ArrivalPage> {
    const after = readCursor(cursor)?.[0] ?? null;
    const { items, next } = await this.arrivals.list(actor, state, { limit, after });
    return { items, nextCursor: next && writeCursor([next]) };
  }

  @Get('refused')
  async refused(@CurrentActor() actor: Actor): Promise<IntakeRefusals> {
    return { items: await this.arrivals.refusals(actor) };
  }

  @Post()
  @Creates()
  async takeIn(
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: takeInBody }) body: TakeInBody,
  ): Promise<Result<ArrivalDetail>> {
    const { files, channel, sourceKey, title, sender, ...hints } = body;
    const outcome = await this.send.execute(actor, {
      files: files.map((file) => withoutEmpty(file)),
      channel,
      sourceKey: sourceKey ?? key ?? newId(),
      ...(title !== undefined && { title }),
      hints: { ...withoutEmpty(hints), ...(sender && { sender: correspondentOf(sender) }) },
    });
    return outcome.ok ? this.arrivals.find(actor, outcome.value.arrivalId) : outcome;
  }

  @Get(':id')
  find(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<Result<ArrivalDetail>> {
    return this.arrivals.find(actor, id);
  }

  @Get(':id/files/:position/content')
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: arrivalFileParams }) { id, position }: z.infer<typeof arrivalFileParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const outcome = await this.arrivals.fileFor(actor, id, position);
    if (!outcome.ok) throw new RefusedRequest(outcome.refusal);
    await sendObject(request, reply, this.store, { ...outcome.value, disposition: 'inline' });
  }

  @Post(':id/exclude')
  async exclude(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: excludeBody }) body: z.infer<typeof excludeBody>,
  ): Promise<Result<{ id: string }>> {
    const outcome = await this.moves.exclude(actor, id, body);
    return outcome.ok ? accept({ id }) : outcome;
  }

  @Post(':id/bring-back')
  async bringBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: bringBackBody }) { reason }: z.infer<typeof bringBackBody>,
  ): Promise<Result<{ id: string }>> {
    const outcome = await this.moves.bringBack(actor, id, reason);
    return outcome.ok ? accept({ id }) : outcome;
  }
}
