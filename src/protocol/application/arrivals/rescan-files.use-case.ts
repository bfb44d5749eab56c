import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { ObjectMissing } from '../../../platform/storage';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';
import { ScanFiles } from './scan-files';

const DAYS = 30;
const DAY_MS = 86_400_000;

interface ToScan {
  readonly body_id: string;
  readonly sha256: string;
}

/** Has an engine look at what came while it was away. What it finds shuts the file, wherever it is registered by now. */
@Injectable()
export class RescanFiles {
  constructor(
    private readonly database: Database,
    private readonly scans: ScanFiles,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many are known now that were not; none where there is no engine. */
  async execute(): Promise<number> {
    if (this.settings.CLAMD_URL === undefined) return 0;
    const since = firstIdOf(this.clock.now().getTime() - DAYS * DAY_MS);
    const owed = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<ToScan>('SELECT body_id, sha256 FROM files_to_scan($1)', [since]),
    );
    let known = 0;
    for (const { body_id: bodyId, sha256 } of owed) {
      if (await this.scanOne(bodyId, sha256)) known += 1;
    }
    return known;
  }

  private async scanOne(bodyId: string, sha256: string): Promise<boolean> {
    try {
      const scan = (await this.scans.scan(bodyId, [sha256])).get(sha256);
      if (scan?.outcome === 'INFECTED')
        this.logger.error(
          { sha256, threat: scan.threat, alarm: 'INFECTED' },
          'a file that was taken in is infected',
        );
      return scan !== undefined;
    } catch (fault) {
      if (fault instanceof ObjectMissing) return false;
      throw fault;
    }
  }
}

/** The smallest UUIDv7 of that millisecond: ids grow with time. */
function firstIdOf(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
