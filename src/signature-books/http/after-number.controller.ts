import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, languageOf } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { AfterNumber } from '../application/numbers/after-number.use-case';
import { PerformAutomaticStep } from '../application/automatic/perform-automatic-step.use-case';
import { RequestDetail as ReadDetail } from '../application/requests/request-detail';
import { actsKeep, requestsRead } from '../signature-books.permissions';
import { deliveryBody, registrationBody } from './acting.schema';
import { detailView } from './request.view';
import { reasonBody, type RequestDetail, versionBody } from './signature-books.schema';

type Id = z.infer<typeof idParams>;
type Shown = Promise<Result<RequestDetail | null>>;

/** What follows a number: delivery, annulment, and an automatic step that is held. */
@Controller('signing-requests/:id')
@Allow(actsKeep)
export class AfterNumberController {
  constructor(
    private readonly detail: ReadDetail,
    private readonly after: AfterNumber,
    private readonly automatic: PerformAutomaticStep,
  ) {}

  @Post('record-delivery')
  @HttpCode(200)
  async recordDelivery(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: deliveryBody }) { version, ...how }: z.infer<typeof deliveryBody>,
    @Req() request: FastifyRequest,
  ): Shown {
    return this.shown(actor, id, request, await this.after.recordDelivery(actor, id, version, how));
  }

  @Post('register-again')
  @HttpCode(200)
  async registerAgain(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: registrationBody }) { version, registration }: z.infer<typeof registrationBody>,
    @Req() request: FastifyRequest,
  ): Shown {
    return this.shown(actor, id, request, await this.after.registerAgain(actor, id, version, registration));
  }

  @Post('close-annulment')
  @HttpCode(200)
  async closeAnnulment(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Shown {
    return this.shown(actor, id, request, await this.after.closeAnnulment(actor, id, version, reason));
  }

  /** By the drafter or a clerk: the use case says who. */
  @Post('retry-step')
  @HttpCode(200)
  @Allow(requestsRead)
  async retryStep(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
    @Req() request: FastifyRequest,
  ): Shown {
    return this.shown(actor, id, request, await this.automatic.retry(actor, id, version));
  }

  private async shown(actor: Actor, id: string, request: FastifyRequest, outcome: Result<unknown>): Shown {
    if (!outcome.ok) return outcome;
    const details = await this.detail.execute(actor, id);
    return accept(details.ok ? detailView(actor, details.value, languageOf(request)) : null);
  }
}
