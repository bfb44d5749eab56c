import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  type JobProcessor,
  type JournalEvent,
  Processes,
  type ScheduledProcessor,
} from '../../platform/queue/job-processor';
import { AskNumber } from '../application/numbers/ask-number.use-case';
import { CheckRequest } from '../application/requests/check-request.use-case';
import { CompleteSignatures } from '../application/signatures/complete-signatures.use-case';
import { FollowRequest } from '../application/requests/follow-request';
import { JudgePending } from '../application/verdicts/judge-pending.use-case';
import { KeepTime } from '../application/tasks/keep-time.use-case';
import { PerformAutomaticStep } from '../application/automatic/perform-automatic-step.use-case';
import { StampLater } from '../application/signatures/stamp-later.use-case';
import { PrepareSignatures } from '../application/signatures/prepare-signatures.use-case';
import {
  archiveRequestJob,
  askNumberJob,
  automaticStepJob,
  checkRequestJob,
  completeSignaturesJob,
  deliverRequestJob,
  holdRequestJob,
  judgeDueJob,
  judgePendingJob,
  keepTimeJob,
  lapseTasksJob,
  prepareSignaturesJob,
  showAnnulledJob,
  stampDueJob,
  takeNumberJob,
} from './signature-books.jobs';

type Event<Job extends { schema: z.ZodType }> = JournalEvent<z.infer<Job['schema']>>;

@Injectable()
@Processes(checkRequestJob)
export class CheckRequestProcessor implements JobProcessor {
  constructor(private readonly check: CheckRequest) {}

  async handle({ system, data }: Event<typeof checkRequestJob>): Promise<void> {
    await this.check.execute(system, data.requestId, data.revision);
  }
}

@Injectable()
@Processes(askNumberJob)
export class AskNumberProcessor implements JobProcessor {
  constructor(private readonly ask: AskNumber) {}

  async handle({ system, data }: Event<typeof askNumberJob>): Promise<void> {
    if (data.numbering === 'PROTOCOL') await this.ask.execute(system, data.requestId, data.revision);
  }
}

@Injectable()
@Processes(takeNumberJob)
export class TakeNumberProcessor implements JobProcessor {
  constructor(private readonly follow: FollowRequest) {}

  async handle({ system, data }: Event<typeof takeNumberJob>): Promise<void> {
    await this.follow.takeNumber(system, data);
  }
}

@Injectable()
@Processes(showAnnulledJob)
export class ShowAnnulledProcessor implements JobProcessor {
  constructor(private readonly follow: FollowRequest) {}

  async handle({ system, data }: Event<typeof showAnnulledJob>): Promise<void> {
    await this.follow.showAnnulled(system, data.registrationId);
  }
}

@Injectable()
@Processes(deliverRequestJob)
export class DeliverRequestProcessor implements JobProcessor {
  constructor(private readonly follow: FollowRequest) {}

  async handle({ system, data }: Event<typeof deliverRequestJob>): Promise<void> {
    if (data.state === 'DELIVERED') await this.follow.deliver(system, data.registrationId);
  }
}

@Injectable()
@Processes(automaticStepJob)
export class AutomaticStepProcessor implements JobProcessor {
  constructor(private readonly perform: PerformAutomaticStep) {}

  async handle({ system, data }: Event<typeof automaticStepJob>): Promise<void> {
    await this.perform.execute(system, data.requestId, data.stepId);
  }
}

@Injectable()
@Processes(archiveRequestJob)
export class ArchiveRequestProcessor implements JobProcessor {
  constructor(private readonly follow: FollowRequest) {}

  async handle({ system, data }: Event<typeof archiveRequestJob>): Promise<void> {
    await this.follow.archive(system, data);
  }
}

@Injectable()
@Processes(holdRequestJob)
export class HoldRequestProcessor implements JobProcessor {
  constructor(private readonly follow: FollowRequest) {}

  async handle({ system, data }: Event<typeof holdRequestJob>): Promise<void> {
    await this.follow.hold(system, data.requestId, data.reason);
  }
}

@Injectable()
@Processes(prepareSignaturesJob)
export class PrepareSignaturesProcessor implements JobProcessor {
  constructor(private readonly prepare: PrepareSignatures) {}

  async handle({ system, data }: Event<typeof prepareSignaturesJob>): Promise<void> {
    await this.prepare.execute(system, data.batchId, data.itemIds);
  }
}

@Injectable()
@Processes(completeSignaturesJob)
export class CompleteSignaturesProcessor implements JobProcessor {
  constructor(private readonly complete: CompleteSignatures) {}

  async handle({ system, data }: Event<typeof completeSignaturesJob>): Promise<void> {
    await this.complete.execute(system, data.batchId, data.itemIds);
  }
}

@Injectable()
@Processes(judgePendingJob)
export class JudgePendingProcessor implements JobProcessor {
  constructor(private readonly pending: JudgePending) {}

  async handle({ system, data }: Event<typeof judgePendingJob>): Promise<void> {
    await this.pending.execute(system, data.batchId, data.itemIds);
  }
}

@Injectable()
@Processes(judgeDueJob)
export class JudgeDueProcessor implements ScheduledProcessor {
  constructor(private readonly pending: JudgePending) {}

  async run(): Promise<void> {
    await this.pending.judgeDue();
  }
}

@Injectable()
@Processes(stampDueJob)
export class StampDueProcessor implements ScheduledProcessor {
  constructor(private readonly later: StampLater) {}

  async run(): Promise<void> {
    await this.later.stampDue();
  }
}

@Injectable()
@Processes(keepTimeJob)
export class KeepTimeProcessor implements ScheduledProcessor {
  constructor(private readonly time: KeepTime) {}

  async run(): Promise<void> {
    await this.time.execute();
  }
}

@Injectable()
@Processes(lapseTasksJob)
export class LapseTasksProcessor implements ScheduledProcessor {
  constructor(private readonly time: KeepTime) {}

  async run(): Promise<void> {
    await this.time.lapseAll();
  }
}

export const signatureBooksProcessors = [
  KeepTimeProcessor,
  LapseTasksProcessor,
  CheckRequestProcessor,
  AskNumberProcessor,
  TakeNumberProcessor,
  ShowAnnulledProcessor,
  DeliverRequestProcessor,
  AutomaticStepProcessor,
  ArchiveRequestProcessor,
  HoldRequestProcessor,
  PrepareSignaturesProcessor,
  CompleteSignaturesProcessor,
  JudgePendingProcessor,
  JudgeDueProcessor,
  StampDueProcessor,
];
