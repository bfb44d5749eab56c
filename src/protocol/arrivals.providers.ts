import { Arrivals } from './application/arrivals/arrivals';
import { Exclusions } from './application/arrivals/exclusions';
import { IntakeFolders } from './application/arrivals/intake-folders';
import { MoveArrival } from './application/arrivals/move-arrival.use-case';
import { OpenArchive } from './application/arrivals/open-archive';
import { RescanFiles } from './application/arrivals/rescan-files.use-case';
import { ScanFiles } from './application/arrivals/scan-files';
import { SendArrival } from './application/arrivals/send-arrival.use-case';
import { TakeIn } from './application/arrivals/take-in.use-case';
import { WatchFolders } from './application/arrivals/watch-folders.use-case';
import { CopyDesk } from './application/paper/copy-desk';
import { JoinCopy } from './application/paper/join-copy.use-case';
import { RegisteredFiles } from './application/paper/registered-files';
import { MALWARE_SCANNER } from './domain/arrivals/malware-scanner.port';
import { ArrivalsController } from './http/arrivals/arrivals.controller';
import { ExclusionsController } from './http/arrivals/exclusions.controller';
import { PaperController } from './http/paper/paper.controller';
import { ClamdScanner, NoScanner } from './infrastructure/arrivals/clamd-scanner';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from './protocol.settings';

export const arrivalProviders = [
  {
    provide: MALWARE_SCANNER,
    inject: [PROTOCOL_SETTINGS],
    useFactory: ({ CLAMD_URL }: ProtocolSettings) =>
      CLAMD_URL === undefined ? new NoScanner() : new ClamdScanner(new URL(CLAMD_URL)),
  },
  ScanFiles,
  RescanFiles,
  OpenArchive,
  TakeIn,
  SendArrival,
  Arrivals,
  MoveArrival,
  Exclusions,
  IntakeFolders,
  WatchFolders,
  CopyDesk,
  JoinCopy,
  RegisteredFiles,
];

export const arrivalControllers = [ArrivalsController, ExclusionsController, PaperController];
