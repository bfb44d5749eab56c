import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { Exclusions } from '../../application/arrivals/exclusions';
import { protocolManage, protocolRegister } from '../../protocol.permissions';
import { addExclusionBody, type ExclusionList } from './arrivals.schema';

@Controller('exclusions')
export class ExclusionsController {
  constructor(private readonly exclusions: Exclusions) {}

  @Get()
  @Allow(protocolRegister)
  async list(@CurrentActor() actor: Actor): Promise<ExclusionList> {
    return { items: await this.exclusions.list(actor) };
  }

  @Post()
  @Creates()
  @Allow(protocolManage)
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: addExclusionBody }) body: z.infer<typeof addExclusionBody>,
  ): Promise<Result<{ count: number }>> {
    return this.exclusions.add(actor, [body]);
  }

  @Post('of-the-law')
  @Allow(protocolManage)
  addThoseOfTheLaw(@CurrentActor() actor: Actor): Promise<Result<{ count: number }>> {
    return this.exclusions.addThoseOfTheLaw(actor);
  }

  @Post(':id/end')
  @Allow(protocolManage)
  async end(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<{ id: string }>> {
    const outcome = await this.exclusions.end(actor, id);
    return outcome.ok ? accept({ id }) : outcome;
  }
}
