import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { Annulments } from '../application/annulment/annulments';
import { AskAnnulment } from '../application/annulment/ask-annulment.use-case';
import { DecideAnnulments } from '../application/annulment/decide-annulments.use-case';
import { protocolAnnul, protocolRegister } from '../protocol.permissions';
import {
  type AnnulmentDesk,
  type AskAnnulmentBody,
  askAnnulmentBody,
  decideAnnulmentsBody,
} from './annulments.schema';
import { correctionOf } from './command-of';

@Controller()
export class AnnulmentsController {
  constructor(
    private readonly annulments: Annulments,
    private readonly ask: AskAnnulment,
    private readonly decide: DecideAnnulments,
  ) {}

  @Post('registrations/:id/annulments')
  @Creates()
  @Allow(protocolRegister)
  askFor(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: askAnnulmentBody }) body: AskAnnulmentBody,
  ): Promise<Result<{ requestId: string }>> {
    return this.ask.execute(actor, id, { ...body, corrections: body.corrections.map(correctionOf) });
  }

  @Get('annulments')
  @Allow(protocolAnnul)
  desk(@CurrentActor() actor: Actor): Promise<AnnulmentDesk> {
    return this.annulments.desk(actor);
  }

  @Post('annulments/decisions')
  @Creates()
  @Allow(protocolAnnul)
  decideOn(
    @CurrentActor() actor: Actor,
    @Body({ schema: decideAnnulmentsBody }) body: z.infer<typeof decideAnnulmentsBody>,
  ): Promise<Result<{ count: number }>> {
    const { requestIds, granted, actReference, note } = body;
    return this.decide.execute(actor, {
      requestIds,
      granted,
      ...(actReference && { actReference }),
      ...(note && { note }),
    });
  }
}
