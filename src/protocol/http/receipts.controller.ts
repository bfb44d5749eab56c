import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, RefusedRequest, sendObject } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { Receipts } from '../application/receipts/receipts';
import { protocolRead, protocolRegister } from '../protocol.permissions';
import { type MadeReceipt, receiptBody, type ReceiptList, receiptParams } from './receipts.schema';

@Controller('registrations/:id')
export class ReceiptsController {
  constructor(
    private readonly receipts: Receipts,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Post('receipts')
  @Creates()
  @Allow(protocolRegister)
  make(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: receiptBody }) { endsOn }: z.infer<typeof receiptBody>,
  ): Promise<Result<MadeReceipt>> {
    return this.receipts.make(actor, id, endsOn);
  }

  @Get('receipts')
  @Allow(protocolRead)
  list(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<ReceiptList>> {
    return this.receipts.of(actor, id);
  }

  @Get('receipts/:receiptId')
  @Allow(protocolRead)
  async download(
    @CurrentActor() actor: Actor,
    @Param({ schema: receiptParams }) { id, receiptId }: z.infer<typeof receiptParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.receipts.file(actor, id, receiptId);
    if (!file.ok) throw new RefusedRequest(file.refusal);
    await sendObject(request, reply, this.store, { ...file.value, disposition: 'inline' });
  }

  @Get('label')
  @Allow(protocolRead)
  async label(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const label = await this.receipts.label(actor, id);
    if (!label.ok) throw new RefusedRequest(label.refusal);
    await reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="${label.value.fileName}"`)
      .header('cache-control', 'private, no-cache')
      .send(label.value.bytes);
  }
}
