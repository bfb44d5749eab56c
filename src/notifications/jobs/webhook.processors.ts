import { Injectable } from '@nestjs/common';
import {
  type JobProcessor,
  type JournalEvent,
  Processes,
  type ScheduledProcessor,
} from '../../platform/queue/job-processor';
import { MakeWebhookCalls } from '../application/make-webhook-calls.use-case';
import { type EventOfEntry, OweWebhookCalls } from '../application/owe-webhook-calls.use-case';
import { makeWebhookCallsJob, oweWebhookCallsJob } from './notifications.jobs';

@Injectable()
@Processes(oweWebhookCallsJob)
export class OweWebhookCallsProcessor implements JobProcessor {
  constructor(private readonly owe: OweWebhookCalls) {}

  async handle(event: JournalEvent<EventOfEntry>): Promise<void> {
    await this.owe.execute(event);
  }
}

@Injectable()
@Processes(makeWebhookCallsJob)
export class MakeWebhookCallsProcessor implements ScheduledProcessor {
  constructor(private readonly make: MakeWebhookCalls) {}

  async run(): Promise<void> {
    await this.make.execute();
  }
}

export const webhookProcessors = [OweWebhookCallsProcessor, MakeWebhookCallsProcessor];
