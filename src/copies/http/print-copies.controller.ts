import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, RefusedRequest, sendObject } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { protocolRead } from '../../protocol';
import { Copies } from '../application/copies';

@Controller('registrations')
export class PrintCopiesController {
  constructor(
    private readonly copies: Copies,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Get(':id/print-copy')
  @Allow(protocolRead)
  async copy(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const copy = await this.copies.toPrintFor(actor, id);
    if (!copy.ok) throw new RefusedRequest(copy.refusal);
    await sendObject(request, reply, this.store, {
      ...copy.value,
      mediaType: 'application/pdf',
      disposition: 'inline',
    });
  }
}
