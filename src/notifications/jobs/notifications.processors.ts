import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type JobProcessor, type JournalEvent, Processes } from '../../platform/queue/job-processor';
import { Audience } from '../application/audience';
import { Notify } from '../application/notify';
import type { NotificationKind } from '../notification.texts';
import {
  notifyAskedJob,
  notifyCertificateJob,
  notifyEarlierActorsJob,
  notifyHoldersJob,
  notifyAssignedJob,
  notifyLateDayJob,
  notifyOfTimeJob,
  notifyRegisteredJob,
  notifyRequesterJob,
  notifySignerJob,
} from './notifications.jobs';

type Event<Job extends { schema: z.ZodType }> = JournalEvent<z.infer<Job['schema']>>;

@Injectable()
@Processes(notifyHoldersJob)
export class NotifyHoldersProcessor implements JobProcessor {
  constructor(
    private readonly notify: Notify,
    private readonly audience: Audience,
  ) {}

  async handle({ system, data }: Event<typeof notifyHoldersJob>): Promise<void> {
    const { requestId, kind, addressees, subject, urgent = false } = data;
    const people = await this.audience.reachedBy(addressees);
    await this.notify.execute(system, people, { kind: `TO_${kind}`, params: { subject }, requestId, urgent });
  }
}

@Injectable()
@Processes(notifyLateDayJob)
export class NotifyLateDayProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data: { day, dueOn, personIds } }: Event<typeof notifyLateDayJob>): Promise<void> {
    await this.notify.execute(system, personIds, {
      kind: 'DAY_LATE',
      params: { day, dueOn },
      requestId: null,
    });
  }
}

@Injectable()
@Processes(notifyCertificateJob)
export class NotifyCertificateProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data }: Event<typeof notifyCertificateJob>): Promise<void> {
    const { personId, problem, validTo } = data;
    await this.notify.execute(system, [personId], {
      kind: `CERTIFICATE_${problem}` as NotificationKind,
      params: { validTo },
      requestId: null,
    });
  }
}

const KIND_OF = {
  'signing-request.returned': 'RETURNED',
  'signing-request.sent-back': 'SENT_BACK',
  'signing-request.expired': 'EXPIRED',
  'signing-request.declined': 'DECLINED',
  'signing-request.cancelled': 'CANCELLED',
  'signing-request.recalled': 'RECALLED',
} as const;

function kindOf(type: string): (typeof KIND_OF)[keyof typeof KIND_OF] {
  return KIND_OF[type as keyof typeof KIND_OF];
}

@Injectable()
@Processes(notifyRequesterJob)
export class NotifyRequesterProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, type, actorId, data }: Event<typeof notifyRequesterJob>): Promise<void> {
    const { requestId, requesterId, subject, reason } = data;
    if (actorId === requesterId) return; // he did it himself
    const params = { subject, reason: reason ?? '' };
    await this.notify.execute(system, [requesterId], { kind: kindOf(type), params, requestId });
  }
}

@Injectable()
@Processes(notifyEarlierActorsJob)
export class NotifyEarlierActorsProcessor implements JobProcessor {
  constructor(
    private readonly notify: Notify,
    private readonly audience: Audience,
  ) {}

  async handle({ system, type, actorId, data }: Event<typeof notifyEarlierActorsJob>): Promise<void> {
    const { requestId, revision, subject, reason } = data;
    const people = await this.audience.whoActedOn(requestId, revision);
    const params = { subject, reason: reason ?? '' };
    await this.notify.execute(
      system,
      people.filter((person) => person !== actorId),
      { kind: kindOf(type), params, requestId },
    );
  }
}

@Injectable()
@Processes(notifyAskedJob)
export class NotifyAskedProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, data }: Event<typeof notifyAskedJob>): Promise<void> {
    const { requestId, subject, question, answer, addresseeId, askerId } = data;
    if (answer !== undefined && askerId)
      await this.notify.execute(system, [askerId], {
        kind: 'ANSWERED',
        params: { subject, answer },
        requestId,
      });
    else if (addresseeId)
      await this.notify.execute(system, [addresseeId], {
        kind: 'ASKED',
        params: { subject, question },
        requestId,
      });
  }
}

@Injectable()
@Processes(notifyOfTimeJob)
export class NotifyOfTimeProcessor implements JobProcessor {
  constructor(private readonly notify: Notify) {}

  async handle({ system, type, data }: Event<typeof notifyOfTimeJob>): Promise<void> {
    const { requestId, subject, personIds } = data;
    const kind = type === 'signing-request.step-late' ? 'LATE' : 'DUE_SOON';
    await this.notify.execute(system, personIds, { kind, params: { subject }, requestId });
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

@Injectable()
@Processes(notifyAssignedJob)
export class NotifyAssignedProcessor implements JobProcessor {
  constructor(
    private readonly audience: Audience,
    private readonly notify: Notify,
  ) {}

  async handle({ system, actorId, data }: Event<typeof notifyAssignedJob>): Promise<void> {
    const { kind, number, year, addressees } = data;
    const people = await this.audience.reachedBy(addressees);
    await this.notify.execute(
      system,
      people.filter((personId) => personId !== actorId),
      {
        kind: kind === 'COMPETENCE' ? 'ASSIGNED' : 'ASSIGNED_TO_KNOW',
        params: { number, year },
        requestId: null,
      },
    );
  }
}

export const notificationsProcessors = [
  NotifyHoldersProcessor,
  NotifyRequesterProcessor,
  NotifyEarlierActorsProcessor,
  NotifyAskedProcessor,
  NotifyOfTimeProcessor,
  NotifyRegisteredProcessor,
  NotifySignerProcessor,
  NotifyLateDayProcessor,
  NotifyAssignedProcessor,
  NotifyCertificateProcessor,
];
