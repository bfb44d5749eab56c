import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { endOfLegalDay } from '../../organisation';
import { idParams, languageOf } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { DecidePending } from '../application/verdicts/decide-pending.use-case';
import { ChangeRequest } from '../application/requests/change-request.use-case';
import { ClerkDesk } from '../application/numbers/clerk-desk.use-case';
import { RequestDetail as ReadDetail } from '../application/requests/request-detail';
import { actsKeep, requestsRead, verdictsAccept } from '../signature-books.permissions';
import { answerBody, extendBody, registrationBody } from './acting.schema';
import { detailView } from './request.view';
import { reasonBody, type RequestDetail, versionBody } from './signature-books.schema';

type Id = z.infer<typeof idParams>;

/** What happens to a request on its way, by whom it concerns: who was asked, its drafter, its signers, the protocol's clerks. */
@Controller('signing-requests/:id')
@Allow(requestsRead)
export class CourseController {
  constructor(
    private readonly detail: ReadDetail,
    private readonly change: ChangeRequest,
    private readonly clerk: ClerkDesk,
    private readonly pending: DecidePending,
  ) {}

  @Post('answer')
  @HttpCode(200)
  async answer(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: answerBody }) { version, answer }: z.infer<typeof answerBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.change.answer(actor, id, version, answer));
  }

  @Post('withdraw-question')
  @HttpCode(200)
  async withdrawQuestion(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.change.withdrawQuestion(actor, id, version));
  }

  @Post('recall')
  @HttpCode(200)
  async recall(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.change.recall(actor, id, version, reason));
  }

  @Post('cancel')
  @HttpCode(200)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.change.cancel(actor, id, version, reason));
  }

  @Post('extend')
  @HttpCode(200)
  async extend(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: extendBody }) { version, reason, dueOn }: z.infer<typeof extendBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    const until = endOfLegalDay(dueOn);
    return this.after(actor, id, request, await this.change.extend(actor, id, version, { until, reason }));
  }

  @Post('correct-registration')
  @HttpCode(200)
  @Allow(actsKeep)
  async correct(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: registrationBody }) { version, registration }: z.infer<typeof registrationBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.clerk.correct(actor, id, version, registration));
  }

  @Post('register')
  @HttpCode(200)
  @Allow(actsKeep)
  async register(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: registrationBody }) { version, registration }: z.infer<typeof registrationBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.clerk.registerLater(actor, id, version, registration));
  }

  @Post('send-back')
  @HttpCode(200)
  @Allow(actsKeep)
  async sendBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.clerk.sendBack(actor, id, version, reason));
  }

  @Post('retry-number')
  @HttpCode(200)
  @Allow(actsKeep)
  async retryNumber(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.clerk.retryNumber(actor, id, version));
  }

  @Post('accept-signatures')
  @HttpCode(200)
  @Allow(verdictsAccept)
  async acceptSignatures(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    const decided = await this.pending.execute(actor, id, version, { decision: 'ACCEPT', reason });
    return this.after(actor, id, request, decided);
  }

  @Post('refuse-signatures')
  @HttpCode(200)
  @Allow(verdictsAccept)
  async refuseSignatures(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    const decided = await this.pending.execute(actor, id, version, { decision: 'REFUSE', reason });
    return this.after(actor, id, request, decided);
  }

  @Post('accept-verdict')
  @HttpCode(200)
  @Allow(verdictsAccept)
  async acceptVerdict(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) { version, reason }: z.infer<typeof reasonBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RequestDetail | null>> {
    return this.after(actor, id, request, await this.clerk.acceptVerdict(actor, id, version, reason));
  }

  /** Nothing to show to a clerk whose act took the request out of his sight. */
  private async after(
    actor: Actor,
    id: string,
    request: FastifyRequest,
    outcome: Result<unknown>,
  ): Promise<Result<RequestDetail | null>> {
    if (!outcome.ok) return outcome;
    const details = await this.detail.execute(actor, id);
    return accept(details.ok ? detailView(actor, details.value, languageOf(request)) : null);
  }
}
