import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams, readCursor, writeCursor } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { Assign } from '../../application/assignments/assign.use-case';
import { Assignments } from '../../application/assignments/assignments';
import { CountDesks } from '../../application/assignments/count-desks';
import { protocolAssign, protocolRead } from '../../protocol.permissions';
import {
  acceptBody,
  assignBody,
  type AssignmentHistory,
  type AssignmentPage,
  assignmentQuery,
  type DeskCounts,
  reassignBody,
  refuseBody,
} from './assignments.schema';

type IdParams = z.infer<typeof idParams>;
type Done = Promise<Result<{ id: string }>>;

@Controller()
@Allow(protocolRead)
export class AssignmentsController {
  constructor(
    private readonly assign: Assign,
    private readonly assignments: Assignments,
    private readonly counts: CountDesks,
  ) {}

  @Get('desk-counts')
  count(@CurrentActor() actor: Actor): Promise<DeskCounts> {
    return this.counts.execute(actor);
  }

  @Get('assignments')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: assignmentQuery }) { box, limit, cursor }: z.infer<typeof assignmentQuery>,
  ): Promise<AssignmentPage> {
    const before = readCursor(cursor)?.[0] ?? null;
    const { items, next } = await this.assignments.list(actor, box, { limit, before });
    return { items, nextCursor: next && writeCursor([next]) };
  }

  @Get('registrations/:id/assignments')
  history(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<Result<AssignmentHistory>> {
    return this.assignments.historyOf(actor, id);
  }

  @Post('registrations/:id/assignments')
  @Creates()
  @Allow(protocolAssign)
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: assignBody }) { assignees }: z.infer<typeof assignBody>,
  ): Promise<Result<AssignmentHistory>> {
    const outcome = await this.assign.execute(actor, id, assignees);
    return outcome.ok ? this.assignments.historyOf(actor, id) : outcome;
  }

  @Post('assignments/:id/accept')
  accept(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: acceptBody }) { version }: z.infer<typeof acceptBody>,
  ): Done {
    return done(id, this.assign.decide(actor, id, { action: 'accept', version, reason: null }));
  }

  @Post('assignments/:id/refuse')
  refuse(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: refuseBody }) body: z.infer<typeof refuseBody>,
  ): Done {
    return done(id, this.assign.decide(actor, id, { action: 'refuse', ...body }));
  }

  @Post('assignments/:id/withdraw')
  @Allow(protocolAssign)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: refuseBody }) body: z.infer<typeof refuseBody>,
  ): Done {
    return done(id, this.assign.decide(actor, id, { action: 'withdraw', ...body }));
  }

  @Post('assignments/:id/reassign')
  @Allow(protocolAssign)
  reassign(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: reassignBody }) body: z.infer<typeof reassignBody>,
  ): Done {
    return done(id, this.assign.reassign(actor, id, body));
  }
}

async function done(id: string, working: Promise<Result<null>>): Done {
  const outcome = await working;
  return outcome.ok ? accept({ id }) : outcome;
}
