import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { DeskRules } from '../../application/classification/desk-rules';
import { ProposeClass } from '../../application/classification/propose-class';
import { PublishPlan } from '../../application/classification/publish-plan.use-case';
import { Reclassify } from '../../application/classification/reclassify.use-case';
import { Registrations } from '../../application/registrations';
import { protocolManage, protocolRegister } from '../../protocol.permissions';
import { correspondentOf } from '../command-of';
import type { RegistrationDetail } from '../protocol.schema';
import {
  type ClassProposals,
  type DeskRules as DeskRulesView,
  deskRuleBody,
  type PlanView,
  proposeClassBody,
  publishPlanBody,
  type PublishPlanBody,
  reclassifyBody,
} from './classification.schema';

type IdParams = z.infer<typeof idParams>;

@Controller()
export class ClassificationController {
  constructor(
    private readonly plan: PublishPlan,
    private readonly propose: ProposeClass,
    private readonly reclassify: Reclassify,
    private readonly rules: DeskRules,
    private readonly registrations: Registrations,
  ) {}

  @Get('classification-plan/versions')
  @Allow(protocolRegister)
  versions(@CurrentActor() actor: Actor): Promise<PlanView> {
    return this.plan.view(actor);
  }

  @Post('classification-plan/versions')
  @Creates()
  @Allow(protocolManage)
  publish(
    @CurrentActor() actor: Actor,
    @Body({ schema: publishPlanBody }) body: PublishPlanBody,
  ): Promise<Result<{ id: string }>> {
    return this.plan.execute(actor, body);
  }

  @Post('classification-plan/proposals')
  @HttpCode(200)
  @Allow(protocolRegister)
  async proposals(
    @CurrentActor() actor: Actor,
    @Body({ schema: proposeClassBody }) { counterpart, ...body }: z.infer<typeof proposeClassBody>,
  ): Promise<ClassProposals> {
    const question = { ...body, counterpart: counterpart && correspondentOf(counterpart) };
    return { items: await this.propose.execute(actor, question) };
  }

  @Post('registrations/:id/classification')
  @Allow(protocolRegister)
  async change(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: reclassifyBody }) { code, reason }: z.infer<typeof reclassifyBody>,
  ): Promise<Result<RegistrationDetail>> {
    const outcome = await this.reclassify.execute(actor, id, code, reason);
    return outcome.ok ? this.registrations.find(actor, id) : outcome;
  }

  @Get('desk-rules')
  @Allow(protocolRegister)
  async listRules(@CurrentActor() actor: Actor): Promise<DeskRulesView> {
    return { items: await this.rules.list(actor) };
  }

  @Post('desk-rules')
  @Creates()
  @Allow(protocolManage)
  addRule(
    @CurrentActor() actor: Actor,
    @Body({ schema: deskRuleBody }) body: z.infer<typeof deskRuleBody>,
  ): Promise<Result<{ id: string }>> {
    return this.rules.add(actor, body);
  }

  @Post('desk-rules/:id/end')
  @Allow(protocolManage)
  async endRule(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<Result<{ id: string }>> {
    const outcome = await this.rules.end(actor, id);
    return outcome.ok ? accept({ id }) : outcome;
  }
}
