import { Injectable } from '@nestjs/common';
import {
  type JobProcessor,
  type JournalEvent,
  Processes,
  type ScheduledProcessor,
} from '../../platform/queue/job-processor';
import { MakeWebhookCalls } from '../application/make-webhook-calls.use-case';
import { type EventOfEntry, OweWebhookCalls } from '../application/owe-webhook-calls.use-case';
import { SendDigests } from '../application/send-digests.use-case';
import { makeWebhookCallsJob, oweWebhookCallsJob, sendDigestsJob } from './notifications.jobs';

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

@Injectable()
@Processes(sendDigestsJob)
export class SendDigestsProcessor implements ScheduledProcessor {
  constructor(private readonly digests: SendDigests) {}

  async run(): Promise<void> {
    await this.digests.execute();
  }
}

/** What leaves the house. */
export const outgoingProcessors = [OweWebhookCallsProcessor, MakeWebhookCallsProcessor, SendDigestsProcessor];
