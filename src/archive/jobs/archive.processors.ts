import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type JobProcessor, type JournalEvent, Processes } from '../../platform/queue/job-processor';
import { BuildPackage } from '../application/build-package.use-case';
import { buildPackageJob } from './archive.jobs';

@Injectable()
@Processes(buildPackageJob)
export class BuildPackageProcessor implements JobProcessor {
  constructor(private readonly build: BuildPackage) {}

  async handle({ system, data }: JournalEvent<z.infer<typeof buildPackageJob.schema>>): Promise<void> {
    await this.build.execute(system, data.requestId);
  }
}

export const archiveProcessors = [BuildPackageProcessor];
