import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, readCursor, RefusedRequest, writeCursor } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { RegisterDocument } from '../application/register-document.use-case';
import { type RegistrationPlace, Registrations } from '../application/registrations';
import { protocolRead, protocolRegister } from '../protocol.permissions';
import { documentOf } from './command-of';
import {
  type RegisterBody,
  registerBody,
  type RegistrationDetail,
  registrationListQuery,
  type RegistrationPage,
} from './protocol.schema';

@Controller('registrations')
export class RegistrationsController {
  constructor(
    private readonly registrations: Registrations,
    private readonly registerDocument: RegisterDocument,
  ) {}

  @Get()
  @Allow(protocolRead)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: registrationListQuery }) query: z.infer<typeof registrationListQuery>,
  ): Promise<RegistrationPage> {
    const { limit, cursor, ...filter } = query;
    const { items, next } = await this.registrations.list(actor, filter, { limit, before: placeOf(cursor) });
    return {
      items,
      nextCursor:
        next &&
        writeCursor([next.year, next.number, ...(next.line === undefined ? [] : [next.line])].map(String)),
    };
  }

  @Get(':id')
  @Allow(protocolRead)
  find(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<RegistrationDetail>> {
    return this.registrations.find(actor, id);
  }

  @Post()
  @Creates()
  @Allow(protocolRegister)
  async register(
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: registerBody }) body: RegisterBody,
  ): Promise<Result<RegistrationDetail>> {
    const outcome = await this.registerDocument.execute(actor, documentOf(body), key ?? null);
    return outcome.ok ? this.registrations.find(actor, outcome.value.registrationId) : outcome;
  }

  @Get(':id/segnatura')
  @Allow(protocolRead)
  async segnatura(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const outcome = await this.registrations.segnaturaFor(actor, id);
    if (!outcome.ok) throw new RefusedRequest(outcome.refusal);
    await reply
      .header('content-type', 'application/xml; charset=utf-8')
      .header('content-disposition', 'attachment; filename="Segnatura.xml"')
      .header('cache-control', 'private, no-cache')
      .send(outcome.value);
  }
}

/** A cursor that we did not make is a first page. */
function placeOf(cursor: string | undefined): RegistrationPlace | null {
  const [year, number, line] = (readCursor(cursor) ?? []).map(Number);
  if (!isInteger(year) || !isInteger(number)) return null;
  return isInteger(line) ? { year, number, line } : { year, number };
}

function isInteger(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647;
}
