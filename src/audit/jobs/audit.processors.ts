import { Injectable } from '@nestjs/common';
import { Processes, type ScheduledProcessor } from '../../platform/queue/job-processor';
import { SealJournal } from '../application/seal-journal.use-case';
import { sealJournalJob } from './audit.jobs';

@Injectable()
@Processes(sealJournalJob)
export class SealJournalProcessor implements ScheduledProcessor {
  constructor(private readonly seal: SealJournal) {}

  async run(): Promise<void> {
    await this.seal.execute();
  }
}

export const auditProcessors = [SealJournalProcessor];
