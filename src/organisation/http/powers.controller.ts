import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { GivePowers } from '../application/give-powers';
import { ListPowers } from '../application/list-powers';
import { powersRead, powersWrite } from '../domain/organisation.permissions';
import {
  absenceBody,
  coverQuery,
  type CoverView,
  delegationBody,
  type PowersView,
  revocationBody,
  substitutesBody,
} from './powers.schema';

/** Delegations, absences and substitutes; who sees and enters whose is judged in the use cases. */
@Controller()
@Allow(powersWrite)
export class PowersController {
  constructor(
    private readonly giving: GivePowers,
    private readonly lists: ListPowers,
  ) {}

  @Get('powers')
  @Allow(powersRead)
  async list(@CurrentActor() actor: Actor): Promise<PowersView> {
    const delegations = await this.lists.delegations(actor);
    const absences = await this.lists.absences(actor);
    const substitutes = await this.lists.substitutes(actor);
    return {
      delegations: delegations.map((row) => ({
        ...row,
        revokedAt: row.revokedAt?.toISOString() ?? null,
        revocable:
          row.revokedAt === null &&
          ([row.delegatorId, row.delegateId].includes(actor.personId ?? '') ||
            actor.roles.includes('administrator')),
      })),
      absences: absences.map((row) => ({ ...row, endedAt: row.endedAt?.toISOString() ?? null })),
      substitutes,
    };
  }

  @Get('powers/cover')
  @Allow(powersRead)
  async cover(
    @CurrentActor() actor: Actor,
    @Query({ schema: coverQuery }) { from, days }: z.infer<typeof coverQuery>,
  ): Promise<CoverView> {
    const first = from ?? this.lists.today();
    return { from: first, days, uncovered: await this.lists.uncoveredDays(actor, first, days) };
  }

  @Post('delegations')
  @Creates()
  async delegate(
    @CurrentActor() actor: Actor,
    @Body({ schema: delegationBody }) body: z.infer<typeof delegationBody>,
  ): Promise<Result<{ id: string }>> {
    return idOf(await this.giving.delegate(actor, body));
  }

  @Post('delegations/:id/revoke')
  @HttpCode(200)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: revocationBody }) { reason }: z.infer<typeof revocationBody>,
  ): Promise<Result<{ id: string }>> {
    return idOf(await this.giving.revoke(actor, id, reason));
  }

  @Post('absences')
  @Creates()
  async declareAbsent(
    @CurrentActor() actor: Actor,
    @Body({ schema: absenceBody }) body: z.infer<typeof absenceBody>,
  ): Promise<Result<{ id: string }>> {
    return idOf(await this.giving.declareAbsent(actor, body));
  }

  @Post('absences/:id/end')
  @HttpCode(200)
  async endAbsence(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<{ id: string }>> {
    return idOf(await this.giving.endAbsence(actor, id));
  }

  @Put('substitutes')
  async nameSubstitutes(
    @CurrentActor() actor: Actor,
    @Body({ schema: substitutesBody }) body: z.infer<typeof substitutesBody>,
  ): Promise<Result<{ named: number }>> {
    const outcome = await this.giving.nameSubstitutes(actor, body);
    return outcome.ok ? accept({ named: outcome.value.length }) : outcome;
  }
}

function idOf(outcome: Result<{ readonly id: string }>): Result<{ id: string }> {
  return outcome.ok ? accept({ id: outcome.value.id }) : outcome;
}
