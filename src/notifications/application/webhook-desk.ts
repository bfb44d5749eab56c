import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { IsNull } from 'typeorm';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import type { WebhookEvent } from '../domain/webhook-event';
import { webhookSecret } from './webhook-signature';
import { WebhookCallRow, WebhookRow } from '../infrastructure/webhook.rows';
import { notificationsRefusals } from '../notifications.refusals';
import { NOTIFICATIONS_SETTINGS, type NotificationsSettings } from '../notifications.settings';

const MOST_WEBHOOKS = 50;
const MOST_SHOWN = 100;

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** Where the administrator arranges who is told, and sees what came of it. */
@Injectable()
export class WebhookDesk {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATIONS_SETTINGS) private readonly settings: NotificationsSettings,
  ) {}

  /** The secret is told now and, being derived, never again. */
  async add(actor: Actor, wanted: NewWebhook): Promise<Result<{ id: string; secret: string }>> {
    const key = this.settings.WEBHOOK_KEY;
    if (key === undefined) return refuse(notificationsRefusals.WEBHOOKS_NOT_CONFIGURED());
    if (!this.admits(wanted.url)) return refuse(notificationsRefusals.WEBHOOK_ADDRESS_NOT_ADMITTED());
    return this.database.transaction(actor, async () => {
      if ((await this.database.rows(WebhookRow).countBy({ endedAt: IsNull() })) >= MOST_WEBHOOKS)
        return refuse(notificationsRefusals.TOO_MANY_WEBHOOKS({ limit: MOST_WEBHOOKS }));
      const { name, url, events } = wanted;
      const row = { id: newId(), bodyId: actor.bodyId, name, url, events: [...events] };
      await this.database.rows(WebhookRow).insert({ ...row, createdAt: this.clock.now(), endedAt: null });
      await this.note(actor, row.id, 'webhook.added', { name, url, events });
      return accept({ id: row.id, secret: webhookSecret(key, row.id) });
    });
  }

  async list(actor: Actor): Promise<WebhookRow[]> {
    return this.database.transaction(actor, () =>
      this.database
        .rows(WebhookRow)
        .find({ where: { endedAt: IsNull() }, order: { createdAt: 'ASC', id: 'ASC' } }),
    );
  }

  async remove(actor: Actor, id: string): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      const { affected } = await this.database
        .rows(WebhookRow)
        .update({ id, endedAt: IsNull() }, { endedAt: this.clock.now() });
      if (affected !== 1) return refuse(notificationsRefusals.WEBHOOK_NOT_FOUND());
      await this.database.rows(WebhookCallRow).update({ webhookId: id }, { nextTryAt: null });
      await this.note(actor, id, 'webhook.removed', {});
      return accept({ id });
    });
  }

  /** The last calls, newest first, with their outcome. */
  async calls(actor: Actor, webhookId: string): Promise<Result<WebhookCallRow[]>> {
    return this.database.transaction(actor, async () => {
      if (!(await this.database.rows(WebhookRow).existsBy({ id: webhookId })))
        return refuse(notificationsRefusals.WEBHOOK_NOT_FOUND());
      const calls = await this.database
        .rows(WebhookCallRow)
        .find({ where: { webhookId }, order: { owedAt: 'DESC', id: 'DESC' }, take: MOST_SHOWN });
      return accept(calls);
    });
  }

  /** Once more at once, and then with the same patience as at first. */
  async sendAgain(actor: Actor, webhookId: string, callId: string): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      if (!(await this.database.rows(WebhookRow).existsBy({ id: webhookId, endedAt: IsNull() })))
        return refuse(notificationsRefusals.WEBHOOK_NOT_FOUND());
      const { affected } = await this.database
        .rows(WebhookCallRow)
        .update(
          { id: callId, webhookId, nextTryAt: IsNull(), deliveredAt: IsNull() },
          { tries: 0, nextTryAt: this.clock.now() },
        );
      return affected === 1 ? accept({ id: callId }) : refuse(notificationsRefusals.CALL_NOT_TO_BE_SENT());
    });
  }

  /** Names are judged when they are called: what they lead to may change. */
  private admits(address: string): boolean {
    const { protocol, username, password } = new URL(address);
    const isSecure =
      protocol === 'https:' || (protocol === 'http:' && this.settings.WEBHOOK_PRIVATE_ADDRESSES);
    return isSecure && username === '' && password === '';
  }

  private async note(
    actor: Actor,
    streamId: string,
    type: string,
    payload: { name?: string; url?: string; events?: readonly string[] },
  ): Promise<void> {
    await this.journal.append(actor, { stream: 'webhook', streamId, type, payload: { ...payload } });
  }
}
