import { Injectable } from '@nestjs/common';
import { Processes, type ScheduledProcessor } from '../../platform/queue/job-processor';
import { WatchCertificates } from '../application/watch-certificates.use-case';
import { watchCertificatesJob } from './signing.jobs';

@Injectable()
@Processes(watchCertificatesJob)
export class WatchCertificatesProcessor implements ScheduledProcessor {
  constructor(private readonly watch: WatchCertificates) {}

  run(): Promise<void> {
    return this.watch.execute();
  }
}

export const signingProcessors = [WatchCertificatesProcessor];
