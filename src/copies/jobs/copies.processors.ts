import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type JobProcessor, type JournalEvent, Processes } from '../../platform/queue/job-processor';
import { MakeCopy } from '../application/make-copy.use-case';
import { makeCopyJob } from './copies.jobs';

@Injectable()
@Processes(makeCopyJob)
export class MakeCopyProcessor implements JobProcessor {
  constructor(private readonly make: MakeCopy) {}

  async handle({ system, data }: JournalEvent<z.infer<typeof makeCopyJob.schema>>): Promise<void> {
    if (data.numbering !== 'PROTOCOL') await this.make.execute(system, data.requestId);
  }
}

export const copiesProcessors = [MakeCopyProcessor];
