import { createReadStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { PASSING_STORE, type PassingStore } from '../../platform/storage';
import { PassingFileRow } from '../infrastructure/verification-request.rows';

const NOBODY = { bodyId: null, personId: null };
/** Files of one round; the next round takes the rest. */
const AT_ONCE = 200;

/** A file that lies here for the moment. */
export interface LocalFile {
  readonly sha256: string;
  readonly path: string;
}

/**
 * Files that are there for a time. Who needs which is written down before the bytes are, and the bytes go only when nobody
 * needs them any more, under a lock on their digest: so a process that dies leaves nothing behind for ever, and removing
 * one person's file never takes that of another who brought the same.
 */
@Injectable()
export class PassingFiles {
  constructor(
    private readonly database: Database,
    @Inject(PASSING_STORE) private readonly store: PassingStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Outside a unit of work: the claim must stand before the bytes do. */
  async hold(requestId: string, files: readonly LocalFile[], until: Date): Promise<void> {
    const digests = [...new Set(files.map(({ sha256 }) => sha256))].sort();
    await this.database.transaction(NOBODY, async () => {
      for (const sha256 of digests) await this.lock(sha256);
      const rows = digests.map((sha256) => ({ requestId, sha256, until }));
      await this.database.rows(PassingFileRow).upsert(rows, ['requestId', 'sha256']);
    });
    for (const { path } of files) await this.store.put(createReadStream(path));
  }

  /** The request needs its files no longer. */
  async release(requestId: string): Promise<void> {
    const held = await this.database.transaction(NOBODY, () =>
      this.database.rows(PassingFileRow).findBy({ requestId }),
    );
    for (const file of held) await this.drop(file);
  }

  /** What is past its time, with what dead processes left. */
  async releaseExpired(): Promise<void> {
    const expired = await this.database.transaction(NOBODY, () =>
      this.database.query<PassingFileRow>(
        `SELECT request_id AS "requestId", sha256 FROM passing_file WHERE until <= $1 ORDER BY until LIMIT ${AT_ONCE}`,
        [this.clock.now()],
      ),
    );
    for (const file of expired) await this.drop(file);
  }

  private async drop({ requestId, sha256 }: Pick<PassingFileRow, 'requestId' | 'sha256'>): Promise<void> {
    await this.database.transaction(NOBODY, async () => {
      await this.lock(sha256);
      await this.database.rows(PassingFileRow).delete({ requestId, sha256 });
      if (!(await this.database.rows(PassingFileRow).existsBy({ sha256 }))) await this.store.remove(sha256);
    });
  }

  private async lock(sha256: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`passing ${sha256}`]);
  }
}
