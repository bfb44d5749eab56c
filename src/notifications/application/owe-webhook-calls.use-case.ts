import { Injectable } from '@nestjs/common';
import { newId } from '@libro-firma/kernel';
import { Database } from '../../platform/database/database';
import type { JournalEvent } from '../../platform/queue/job-processor';
import { webhookPayload } from '../domain/webhook-event';
import { WebhookCallRow } from '../infrastructure/webhook.rows';

/** Of all that an event says, the only thing that is passed on. */
export interface EventOfEntry {
  readonly registrationId?: string | undefined;
}

/** Notes what is owed to each webhook that asked for this event; inside the unit of work that settles the event. */
@Injectable()
export class OweWebhookCalls {
  constructor(private readonly database: Database) {}

  async execute({ entryId, type, streamId, at, data, system }: JournalEvent<EventOfEntry>): Promise<void> {
    const webhooks = await this.database.query<{ id: string }>(
      'SELECT id FROM webhook WHERE ended_at IS NULL AND $1 = ANY (events) ORDER BY id',
      [type],
    );
    const calls = webhooks.map(({ id }) => ({
      ...{ id: newId(), bodyId: system.bodyId, webhookId: id, entryId, event: type },
      payload: webhookPayload({ type, streamId, registrationId: data.registrationId, at }),
      owedAt: at,
      tries: 0,
      nextTryAt: at,
      outcome: null,
      deliveredAt: null,
    }));
    if (calls.length > 0) await this.database.rows(WebhookCallRow).insert(calls);
  }
}
