import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type JobProcessor, type JournalEvent, Processes } from '../../platform/queue/job-processor';
import { Notify } from '../application/notify';
import {
  notifyHoldersJob,
  notifyRegisteredJob,
  notifyReturnedJob,
  notifySignerJob,
} from './notifications.jobs';

type Event<Job extends { schema: z.ZodType }> = JournalEvent<z.infer<Job['schema']>>;

@Injectable()
@Processes(notifyHoldersJob)
export class NotifyHoldersProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data }: Event<typeof notifyHoldersJob>): Promise<void> {
    const { requestId, kind, holderIds, subject } = data;
    await this.notify.execute(system, holderIds, { kind: `TO_${kind}`, params: { subject }, requestId });
  }
}

@Injectable()
@Processes(notifyReturnedJob)
export class NotifyReturnedProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data }: Event<typeof notifyReturnedJob>): Promise<void> {
    const { requestId, requesterId, subject, reason } = data;
    await this.notify.execute(system, [requesterId], {
      kind: 'RETURNED',
      params: { subject, reason },
      requestId,
    });
  }
}

@Injectable()
@Processes(notifyRegisteredJob)
export class NotifyRegisteredProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data }: Event<typeof notifyRegisteredJob>): Promise<void> {
    const { requestId, requesterId, ...params } = data;
    await this.notify.execute(system, [requesterId], { kind: 'REGISTERED', params, requestId });
  }
}

@Injectable()
@Processes(notifySignerJob)
export class NotifySignerProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data }: Event<typeof notifySignerJob>): Promise<void> {
    const { personId, signed, total } = data;
    await this.notify.execute(system, [personId], {
      kind: 'BATCH_FINISHED',
      params: { signed, total },
      requestId: null,
    });
  }
}

export const notificationsProcessors = [
  NotifyHoldersProcessor,
  NotifyReturnedProcessor,
  NotifyRegisteredProcessor,
  NotifySignerProcessor,
];
