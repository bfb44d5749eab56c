import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  type JobProcessor,
  type JournalEvent,
  Processes,
  type ScheduledProcessor,
} from '../../platform/queue/job-processor';
import { RefreshTrustedLists } from '../application/refresh-trusted-lists.use-case';
import { VerifyQueued } from '../application/verify-queued.use-case';
import { refreshListsJob, tendRequestsJob, verifyFileJob, verifyPieceJob } from './verification.jobs';

@Injectable()
@Processes(refreshListsJob)
export class RefreshListsProcessor implements ScheduledProcessor {
  constructor(private readonly refresh: RefreshTrustedLists) {}

  run(): Promise<void> {
    return this.refresh.execute();
  }
}

@Injectable()
@Processes(verifyFileJob)
export class VerifyFileProcessor implements JobProcessor {
  constructor(private readonly verify: VerifyQueued) {}

  handle({ system, data }: JournalEvent<z.infer<typeof verifyFileJob.schema>>): Promise<void> {
    return this.verify.execute(system, data.requestId, data.tries);
  }
}

@Injectable()
@Processes(verifyPieceJob)
export class VerifyPieceProcessor extends VerifyFileProcessor {}

@Injectable()
@Processes(tendRequestsJob)
export class TendRequestsProcessor implements ScheduledProcessor {
  constructor(private readonly verify: VerifyQueued) {}

  run(): Promise<void> {
    return this.verify.tend();
  }
}

export const verificationProcessors = [
  RefreshListsProcessor,
  VerifyFileProcessor,
  VerifyPieceProcessor,
  TendRequestsProcessor,
];
