import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  type JobProcessor,
  type JournalEvent,
  Processes,
  type ScheduledProcessor,
} from '../../platform/queue/job-processor';
import { RescanFiles } from '../application/arrivals/rescan-files.use-case';
import { WatchFolders } from '../application/arrivals/watch-folders.use-case';
import { FileByRules } from '../application/case-files/file-by-rules.use-case';
import { AlarmLateDays } from '../application/daily-register/alarm-late-days.use-case';
import { CloseDays } from '../application/daily-register/close-days.use-case';
import { SealDays } from '../application/daily-register/seal-days.use-case';
import { StampRoots } from '../application/daily-register/stamp-roots.use-case';
import { DispatchMoves } from '../application/dispatch/dispatch-moves';
import { SendDispatches } from '../application/dispatch/send-dispatches.use-case';
import { SealReceipts } from '../application/receipts/seal-receipts.use-case';
import { LoadImports } from '../application/register-start/load-imports.use-case';
import { IndexRegister } from '../application/search/index-register.use-case';
import { SealSegnature } from '../application/segnatura/seal-segnature.use-case';
import {
  closeDaysJob,
  copyToPrintJob,
  fileByRulesJob,
  indexRegisterJob,
  loadImportsJob,
  rescanFilesJob,
  sendDispatchesJob,
  watchFoldersJob,
} from './protocol.jobs';

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
    private readonly seal: SealDays,
    private readonly alarm: AlarmLateDays,
  ) {}

  async run(): Promise<void> {
    await this.close.execute();
    await this.stamp.execute();
    await this.seal.execute();
    await this.alarm.execute();
  }
}

@Injectable()
@Processes(sendDispatchesJob)
export class SendDispatchesProcessor implements ScheduledProcessor {
  constructor(
    private readonly seal: SealSegnature,
    private readonly receipts: SealReceipts,
    private readonly send: SendDispatches,
  ) {}

  async run(): Promise<void> {
    await this.seal.execute();
    await this.receipts.execute();
    await this.send.execute();
  }
}

@Injectable()
@Processes(copyToPrintJob)
export class CopyToPrintProcessor implements JobProcessor {
  constructor(private readonly moves: DispatchMoves) {}

  async handle({ data }: JournalEvent<z.infer<typeof copyToPrintJob.schema>>): Promise<void> {
    await this.moves.copyIsReady(data.dispatchId);
  }
}

@Injectable()
@Processes(watchFoldersJob)
export class WatchFoldersProcessor implements ScheduledProcessor {
  constructor(private readonly watch: WatchFolders) {}

  async run(): Promise<void> {
    await this.watch.execute();
  }
}

@Injectable()
@Processes(fileByRulesJob)
export class FileByRulesProcessor implements ScheduledProcessor {
  constructor(private readonly rules: FileByRules) {}

  async run(): Promise<void> {
    await this.rules.execute();
  }
}

@Injectable()
@Processes(loadImportsJob)
export class LoadImportsProcessor implements ScheduledProcessor {
  constructor(private readonly load: LoadImports) {}

  async run(): Promise<void> {
    await this.load.execute();
  }
}

@Injectable()
@Processes(rescanFilesJob)
export class RescanFilesProcessor implements ScheduledProcessor {
  constructor(private readonly rescan: RescanFiles) {}

  async run(): Promise<void> {
    await this.rescan.execute();
  }
}

export const protocolProcessors = [
  IndexRegisterProcessor,
  CloseDaysProcessor,
  SendDispatchesProcessor,
  CopyToPrintProcessor,
  WatchFoldersProcessor,
  FileByRulesProcessor,
  LoadImportsProcessor,
  RescanFilesProcessor,
];
