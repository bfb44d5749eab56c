import { Injectable } from '@nestjs/common';
import { Processes, type ScheduledProcessor } from '../../platform/queue/job-processor';
import { CloseDays } from '../application/daily-register/close-days.use-case';
import { StampRoots } from '../application/daily-register/stamp-roots.use-case';
import { IndexRegister } from '../application/search/index-register.use-case';
import { closeDaysJob, indexRegisterJob } from './protocol.jobs';

@Injectable()
@Processes(indexRegisterJob)
export class IndexRegisterProcessor implements ScheduledProcessor {
  constructor(private readonly index: IndexRegister) {}

  async run(): Promise<void> {
    await this.index.execute();
  }
}

@Injectable()
@Processes(closeDaysJob)
export class CloseDaysProcessor implements ScheduledProcessor {
  constructor(
    private readonly close: CloseDays,
    private readonly stamp: StampRoots,
  ) {}

  async run(): Promise<void> {
    await this.close.execute();
    await this.stamp.execute();
  }
}

export const protocolProcessors = [IndexRegisterProcessor, CloseDaysProcessor];
