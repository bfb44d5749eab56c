import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { nextTryAfter, TRY_LEASE_MS } from '../domain/webhook-patience';
import { signedHeaders, webhookSecret } from './webhook-signature';
import { postWebhook } from '../infrastructure/post-webhook';
import { WebhookCallRow } from '../infrastructure/webhook.rows';
import { NOTIFICATIONS_SETTINGS, type NotificationsSettings } from '../notifications.settings';

const MOST_AT_ONCE = 20;

interface LeasedCall {
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  readonly payload: string;
  readonly tries: number;
}

/**
 * Makes the calls that are due. A call is leased, made, and its outcome kept: a process that dies in between lets it be
 * made once more, under the same id, by which the receiver knows it again.
 */
@Injectable()
export class MakeWebhookCalls {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATIONS_SETTINGS) private readonly settings: NotificationsSettings,
  ) {}

  async execute(): Promise<void> {
    const key = this.settings.WEBHOOK_KEY;
    if (key === undefined) return;
    const due = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<{ id: string; body_id: string }>(
        'SELECT id, body_id FROM webhook_calls_due($1, $2)',
        [this.clock.now(), MOST_AT_ONCE],
      ),
    );
    // Together, so that one receiver that does not answer keeps nobody else waiting.
    await Promise.all(due.map((call) => this.make(call.body_id, call.id, key)));
  }

  private async make(bodyId: string, id: string, key: string): Promise<void> {
    const call = await this.lease(bodyId, id);
    if (!call) return;
    const outcome = await postWebhook({
      url: call.url,
      payload: call.payload,
      headers: signedHeaders(webhookSecret(key, call.webhookId), {
        id,
        at: this.clock.now(),
        payload: call.payload,
      }),
      mayBePrivate: this.settings.WEBHOOK_PRIVATE_ADDRESSES,
    });
    const at = this.clock.now();
    const isDelivered = /^2\d\d$/.test(outcome);
    await this.database.transaction({ bodyId, personId: null }, () =>
      this.database
        .rows(WebhookCallRow)
        .update(
          { id },
          isDelivered
            ? { outcome, nextTryAt: null, deliveredAt: at }
            : { outcome, nextTryAt: nextTryAfter(call.tries, at) },
        ),
    );
  }

  /** Null when another process has it, or its webhook was removed meanwhile. */
  private async lease(bodyId: string, id: string): Promise<LeasedCall | null> {
    const now = this.clock.now();
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const [rows] = await this.database.query<LeasedCall[]>(
        `UPDATE webhook_call call SET tries = tries + 1, next_try_at = $3
           FROM webhook WHERE webhook.id = call.webhook_id AND webhook.ended_at IS NULL
            AND call.id = $1 AND call.next_try_at <= $2
         RETURNING call.id, call.webhook_id AS "webhookId", webhook.url, call.payload, call.tries`,
        [id, now, new Date(now.getTime() + TRY_LEASE_MS)],
      );
      return rows?.[0] ?? null;
    });
  }
}
