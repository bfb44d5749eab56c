import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, RefusedRequest, sendObject } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { ProtocolMessages } from '../application/segnatura/protocol-messages';
import { ReadExchange } from '../application/segnatura/read-exchange';
import { type JudgedSegnatura, ReceivedSegnature } from '../application/segnatura/received-segnature';
import { protocolDispatch, protocolRead, protocolRegister } from '../protocol.permissions';
import {
  type ExchangeView,
  keepSegnaturaBody,
  makeMessageBody,
  messageParams,
  readSegnaturaBody,
  receiveMessageBody,
} from './exchange.schema';

/** Segnature of other offices, and the messages about registrations that go to and fro. */
@Controller()
export class ExchangeController {
  constructor(
    private readonly segnature: ReceivedSegnature,
    private readonly messages: ProtocolMessages,
    private readonly exchange: ReadExchange,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Reads one that was uploaded, to fill the form with; nothing is kept. */
  @Post('segnature/readings')
  @Allow(protocolRegister)
  read(
    @CurrentActor() actor: Actor,
    @Body({ schema: readSegnaturaBody }) body: z.infer<typeof readSegnaturaBody>,
  ): Promise<Result<JudgedSegnatura>> {
    return this.segnature.preview(actor, body.documentId, body.fileDocumentIds);
  }

  @Post('registrations/:id/received-segnatura')
  @Creates()
  @Allow(protocolRegister)
  keep(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: keepSegnaturaBody }) { documentId }: z.infer<typeof keepSegnaturaBody>,
  ): Promise<Result<JudgedSegnatura>> {
    return this.segnature.keep(actor, id, documentId);
  }

  @Get('registrations/:id/exchange')
  @Allow(protocolRead)
  view(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<ExchangeView>> {
    return this.exchange.of(actor, id);
  }

  @Post('registrations/:id/messages')
  @Creates()
  @Allow(protocolDispatch)
  make(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: makeMessageBody }) { kind, reason }: z.infer<typeof makeMessageBody>,
  ): Promise<Result<{ id: string }>> {
    return this.messages.make(actor, id, { kind, ...(reason !== undefined && { reason }) });
  }

  @Post('protocol-messages')
  @Creates()
  @Allow(protocolDispatch)
  receive(
    @CurrentActor() actor: Actor,
    @Body({ schema: receiveMessageBody }) { documentId }: z.infer<typeof receiveMessageBody>,
  ): Promise<Result<{ id: string; registrationId: string }>> {
    return this.messages.receive(actor, documentId);
  }

  @Get('registrations/:id/messages/:messageId')
  @Allow(protocolRead)
  async download(
    @CurrentActor() actor: Actor,
    @Param({ schema: messageParams }) { id, messageId }: z.infer<typeof messageParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.messages.file(actor, id, messageId);
    if (!file.ok) throw new RefusedRequest(file.refusal);
    await sendObject(request, reply, this.store, { ...file.value, disposition: 'attachment' });
  }
}
