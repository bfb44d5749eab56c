import { Injectable } from '@nestjs/common';
import { Processes, type ScheduledProcessor } from '../../platform/queue/job-processor';
import { RefreshTrustedLists } from '../application/refresh-trusted-lists.use-case';
import { refreshListsJob } from './verification.jobs';

@Injectable()
@Processes(refreshListsJob)
export class RefreshListsProcessor implements ScheduledProcessor {
  constructor(private readonly refresh: RefreshTrustedLists) {}

  run(): Promise<void> {
    return this.refresh.execute();
  }
}

export const verificationProcessors = [RefreshListsProcessor];
