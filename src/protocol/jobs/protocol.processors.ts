import { Injectable } from '@nestjs/common';
import { Processes, type ScheduledProcessor } from '../../platform/queue/job-processor';
import { IndexRegister } from '../application/search/index-register.use-case';
import { indexRegisterJob } from './protocol.jobs';

@Injectable()
@Processes(indexRegisterJob)
export class IndexRegisterProcessor implements ScheduledProcessor {
  constructor(private readonly index: IndexRegister) {}

  async run(): Promise<void> {
    await this.index.execute();
  }
}

export const protocolProcessors = [IndexRegisterProcessor];
