import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, languageOf, streamSnapshots } from '../../platform/http';
import { type Actor, Allow, AtTheDesk, CurrentActor } from '../../platform/identity';
import { AbandonBatch } from '../application/batches/abandon-batch.use-case';
import { AuthoriseBatch } from '../application/batches/authorise-batch.use-case';
import { BatchDetail } from '../application/batches/batch-detail';
import { OpenBatch } from '../application/batches/open-batch.use-case';
import { SendOneTimeCode } from '../application/batches/send-one-time-code.use-case';
import { batchStates } from '../domain/batch.states';
import { batchesSign } from '../signature-books.permissions';
import { batchView } from './batch.view';
import { authoriseBody, type BatchView, openBatchBody } from './batch.schema';

const WATCH_MS = 300;

@Controller('signing-batches')
@Allow(batchesSign)
export class BatchesController {
  constructor(
    private readonly opening: OpenBatch,
    private readonly authorising: AuthoriseBatch,
    private readonly sending: SendOneTimeCode,
    private readonly abandoning: AbandonBatch,
    private readonly detail: BatchDetail,
  ) {}

  @Post()
  @HttpCode(202)
  @Creates()
  async open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openBatchBody }) body: z.infer<typeof openBatchBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<BatchView>> {
    const opened = await this.opening.execute(actor, body.items);
    return opened.ok ? this.view(actor, opened.value, request) : opened;
  }

  @Get(':id')
  one(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
  ) {
    return this.view(actor, id, request);
  }

  /** Has the device send a one-time code to its holder. */
  @Post(':id/one-time-code')
  @AtTheDesk()
  @HttpCode(204)
  async sendCode(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<null>> {
    const sent = await this.sending.execute(actor, id);
    return sent.ok ? accept(null) : sent;
  }

  @Post(':id/authorise')
  @AtTheDesk()
  @HttpCode(202)
  async authorise(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: authoriseBody }) codes: z.infer<typeof authoriseBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<BatchView>> {
    const outcome = await this.authorising.execute(actor, id, codes);
    return outcome.ok ? this.view(actor, id, request) : outcome;
  }

  @Delete(':id')
  @HttpCode(204)
  async abandon(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<null>> {
    const outcome = await this.abandoning.execute(actor, id);
    return outcome.ok ? accept(null) : outcome;
  }

  /** The batch as it goes. Ended batches are followed until their requests are where they are going. */
  @Get(':id/events')
  async events(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await streamSnapshots(request, reply, {
      event: 'batch',
      everyMs: WATCH_MS,
      read: async () => {
        const details = await this.detail.execute(actor, id);
        if (!details.ok) return null;
        const data = batchView(details.value, languageOf(request));
        const requests = data.items
          .map((item) => `${item.requestState}${item.registrationNumber ?? ''}`)
          .join();
        return {
          mark: Buffer.from(`${data.version}${String(data.codeNeeded)}${requests}`).toString('base64url'),
          data,
        };
      },
      isFinal: (data) => batchStates.isFinal(data.state) && data.items.every(hasArrived),
    });
  }

  private async view(actor: Actor, id: string, request: FastifyRequest): Promise<Result<BatchView>> {
    const details = await this.detail.execute(actor, id);
    return details.ok ? accept(batchView(details.value, languageOf(request))) : details;
  }
}

function hasArrived(item: BatchView['items'][number]): boolean {
  return item.state !== 'OK' || !['SIGNED', 'REGISTERED', 'DELIVERED'].includes(item.requestState);
}
