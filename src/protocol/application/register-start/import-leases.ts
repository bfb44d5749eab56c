import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';

const LEASE_MS = 30_000;

/** Somebody else works on this import, or it was abandoned: what this process holds of it counts no more. */
export class LostLease extends Error {}

/** One process at a time works on an import; one that died holds it no longer than half a minute. */
@Injectable()
export class ImportLeases {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** The import, for this process alone until {@link end}; null where another has it. */
  async take(bodyId: string, id: string): Promise<RegisterImportRow | null> {
    const now = this.clock.now();
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const rows = this.database.rows(RegisterImportRow);
      const row = await rows.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!row || (row.leaseUntil !== null && row.leaseUntil >= now)) return null;
      await rows.update({ id }, { leaseUntil: this.end() });
      return row;
    });
  }

  /** Gives it back, to be taken again at once or after `pauseMs`. */
  async release(bodyId: string, id: string, pauseMs = 0): Promise<void> {
    const leaseUntil = pauseMs === 0 ? null : new Date(this.clock.now().getTime() + pauseMs);
    await this.database.transaction({ bodyId, personId: null }, () =>
      this.database.rows(RegisterImportRow).update({ id }, { leaseUntil }),
    );
  }

  /** Inside the caller's unit of work. */
  async renew(id: string): Promise<void> {
    await this.database.rows(RegisterImportRow).update({ id }, { leaseUntil: this.end() });
  }

  /** Of a lease that is taken or renewed now. */
  end(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
