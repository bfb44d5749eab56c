import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { Dispatches } from '../application/dispatch/dispatches';
import { OpenDispatches, type WantedDispatch } from '../application/dispatch/open-dispatches.use-case';
import { type ClerkRecord, RecordDispatch } from '../application/dispatch/record-dispatch.use-case';
import { protocolDispatch, protocolRead } from '../protocol.permissions';
import {
  type DispatchDesk,
  type DispatchList,
  openDispatchesBody,
  recordDispatchBody,
} from './dispatches.schema';

@Controller()
export class DispatchesController {
  constructor(
    private readonly dispatches: Dispatches,
    private readonly open: OpenDispatches,
    private readonly record: RecordDispatch,
  ) {}

  @Get('dispatches')
  @Allow(protocolDispatch)
  desk(@CurrentActor() actor: Actor): Promise<DispatchDesk> {
    return this.dispatches.desk(actor);
  }

  @Get('registrations/:id/dispatches')
  @Allow(protocolRead)
  list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<DispatchList>> {
    return this.dispatches.of(actor, id);
  }

  @Post('registrations/:id/dispatches')
  @Creates()
  @Allow(protocolDispatch)
  openFor(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: openDispatchesBody }) { items, overruled }: z.infer<typeof openDispatchesBody>,
  ): Promise<Result<{ ids: readonly string[] }>> {
    return this.open.execute(actor, id, {
      items: items.map((item) => stated(item) as WantedDispatch),
      ...(overruled !== undefined && { overruled }),
    });
  }

  @Post('dispatches/:id/records')
  @Allow(protocolDispatch)
  recordOn(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: recordDispatchBody }) body: z.infer<typeof recordDispatchBody>,
  ): Promise<Result<{ state: string; version: number }>> {
    return this.record.execute(actor, id, stated(body) as ClerkRecord);
  }
}

function stated(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
