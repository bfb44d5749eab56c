import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type JobProcessor, type JournalEvent, Processes } from '../../platform/queue/job-processor';
import { MakePrintCopy } from '../application/make-print-copy.use-case';
import { MakeCopy } from '../application/make-copy.use-case';
import { makeCopyJob, makePrintCopyJob } from './copies.jobs';

@Injectable()
@Processes(makeCopyJob)
export class MakeCopyProcessor implements JobProcessor {
  constructor(private readonly make: MakeCopy) {}

  async handle({ system, data }: JournalEvent<z.infer<typeof makeCopyJob.schema>>): Promise<void> {
    if (data.numbering !== 'PROTOCOL') await this.make.execute(system, data.requestId);
  }
}

@Injectable()
@Processes(makePrintCopyJob)
export class MakePrintCopyProcessor implements JobProcessor {
  constructor(private readonly make: MakePrintCopy) {}

  async handle({ system, data }: JournalEvent<z.infer<typeof makePrintCopyJob.schema>>): Promise<void> {
    await this.make.execute(system, data.dispatchId, data.registrationId);
  }
}

export const copiesProcessors = [MakeCopyProcessor, MakePrintCopyProcessor];
