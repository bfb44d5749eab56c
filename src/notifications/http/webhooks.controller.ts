import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { idParams } from '../../platform/http';
import { type Actor, Allow, AtTheDesk, CurrentActor } from '../../platform/identity';
import { WebhookDesk } from '../application/webhook-desk';
import { webhooksManage } from '../notifications.permissions';
import {
  type AddedWebhook,
  callParams,
  newWebhook,
  type WebhookCallList,
  type WebhookList,
} from './webhooks.schema';

@Controller('webhooks')
@Allow(webhooksManage)
@AtTheDesk()
export class WebhooksController {
  constructor(private readonly desk: WebhookDesk) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<WebhookList> {
    const webhooks = await this.desk.list(actor);
    return {
      items: webhooks.map(({ id, name, url, events, createdAt }) => ({
        ...{ id, name, url, events },
        createdAt: createdAt.toISOString(),
      })),
    };
  }

  @Post()
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: newWebhook }) body: z.infer<typeof newWebhook>,
  ): Promise<Result<AddedWebhook>> {
    return this.desk.add(actor, body);
  }

  @Delete(':id')
  remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<{ id: string }>> {
    return this.desk.remove(actor, id);
  }

  @Get(':id/calls')
  async calls(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<WebhookCallList>> {
    const calls = await this.desk.calls(actor, id);
    if (!calls.ok) return calls;
    return accept({
      items: calls.value.map(({ id: callId, event, owedAt, tries, outcome, nextTryAt, deliveredAt }) => ({
        ...{ id: callId, event, tries, outcome },
        owedAt: owedAt.toISOString(),
        nextTryAt: nextTryAt?.toISOString() ?? null,
        deliveredAt: deliveredAt?.toISOString() ?? null,
      })),
    });
  }

  @Post(':id/calls/:callId/send')
  @HttpCode(202)
  sendAgain(
    @CurrentActor() actor: Actor,
    @Param({ schema: callParams }) { id, callId }: z.infer<typeof callParams>,
  ): Promise<Result<{ id: string }>> {
    return this.desk.sendAgain(actor, id, callId);
  }
}
