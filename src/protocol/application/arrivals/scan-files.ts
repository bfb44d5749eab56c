import { chunked } from '@libro-firma/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import {
  MALWARE_SCANNER,
  type MalwareScanner,
  type ScanOutcome,
} from '../../domain/arrivals/malware-scanner.port';
import { FileScanRow } from '../../infrastructure/arrivals/arrival.rows';

export interface KnownScan {
  readonly sha256: string;
  readonly outcome: 'CLEAN' | 'INFECTED';
  readonly threat: string | null;
}

/** At the same time: an engine has a few threads, and others wait for it too. */
const AT_ONCE = 4;

/** Has each file looked at once for a body; what is not known stays not known, and is asked again the next time. */
@Injectable()
export class ScanFiles {
  constructor(
    private readonly database: Database,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(MALWARE_SCANNER) private readonly scanner: MalwareScanner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is known of these bytes; inside the caller's unit of work. */
  async known(hashes: readonly string[]): Promise<Map<string, KnownScan>> {
    if (hashes.length === 0) return new Map();
    const found = await this.database.query<KnownScan>(
      'SELECT sha256, outcome, threat FROM file_scan WHERE sha256 = ANY($1)',
      [hashes],
    );
    return new Map(found.map((scan) => [scan.sha256, scan]));
  }

  /** Looks at those of which nothing is known. Never inside a transaction: an engine takes its time. */
  async scan(bodyId: string, hashes: readonly string[]): Promise<Map<string, KnownScan>> {
    const scope = { bodyId, personId: null };
    const known = await this.database.transaction(scope, () => this.known(hashes));
    const unknown = [...new Set(hashes)].filter((sha256) => !known.has(sha256));
    for (const some of chunked(unknown, AT_ONCE)) {
      const scanned = await Promise.all(some.map(async (sha256) => this.look(bodyId, sha256)));
      for (const scan of scanned) if (scan) known.set(scan.sha256, scan);
    }
    return known;
  }

  private async ask(sha256: string): Promise<ScanOutcome> {
    const bytes = await this.store.read(sha256);
    try {
      return await this.scanner.scan(bytes as AsyncIterable<Uint8Array>);
    } finally {
      bytes.destroy(); // also where the engine did not want all of it
    }
  }

  private async look(bodyId: string, sha256: string): Promise<KnownScan | null> {
    const found = await this.ask(sha256);
    if (found.outcome === 'NOT_SCANNED') return null;
    const { outcome, engine } = found;
    const threat = found.outcome === 'INFECTED' ? found.threat : null;
    await this.database.transaction({ bodyId, personId: null }, () =>
      this.database
        .rows(FileScanRow)
        .createQueryBuilder()
        .insert()
        .values({ bodyId, sha256, outcome, threat, engine, scannedAt: this.clock.now() })
        .orIgnore()
        .execute(),
    );
    return { sha256, outcome, threat };
  }
}
