import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@libro-firma/kernel';
import { JOB_CATALOGUE, type JobCatalogue } from '../../queue/job-catalogue';
import { Database } from '../database';
import type { JournalEntryRow } from '../journal/journal-entry.row';
import { DeliveryRow } from './delivery.row';
import { Relay } from './relay';

/** Writes, beside each journal entry, the deliveries that the catalogue's jobs have subscribed to. */
@Injectable()
export class DeliveryBook {
  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    @Inject(JOB_CATALOGUE) private readonly catalogue: JobCatalogue,
  ) {}

  async open(entries: readonly JournalEntryRow[]): Promise<void> {
    const owed = entries.flatMap((entry) =>
      this.catalogue.subscribersOf(entry.type).map((job) => ({
        id: newId(),
        bodyId: entry.bodyId,
        journalEntryId: entry.id,
        consumer: job.name,
      })),
    );
    if (owed.length === 0) return;
    await this.database.rows(DeliveryRow).insert(owed);
    this.database.afterCommit(() => this.relay.wake());
  }
}
