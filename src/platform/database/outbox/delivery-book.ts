import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@libro-firma/kernel';
import { JOB_CATALOGUE, type JobCatalogue } from '../../queue/job-catalogue';
import { Database } from '../database';
import type { JournalEntryRow } from '../journal/journal-entry.row';
import { DeliveryRow } from './delivery.row';
import { Relay } from './relay';

export type OwedDelivery = Pick<DeliveryRow, 'id' | 'bodyId' | 'journalEntryId' | 'consumer'>;

/** Writes, beside each journal entry, the deliveries that the catalogue's jobs have subscribed to. */
@Injectable()
export class DeliveryBook {
  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    @Inject(JOB_CATALOGUE) private readonly catalogue: JobCatalogue,
  ) {}

  async open(entries: readonly JournalEntryRow[]): Promise<void> {
    const owed = this.owedFor(entries);
    if (owed.length === 0) return;
    await this.database.rows(DeliveryRow).insert(owed);
    this.database.afterCommit(() => this.relay.wake());
  }

  /** The deliveries of entries that are written by a statement of the caller's own, who then wakes the relay. */
  owedFor(entries: readonly JournalEntryRow[]): OwedDelivery[] {
    return entries.flatMap((entry) =>
      this.catalogue.subscribersOf(entry.type).map((job) => ({
        id: newId(),
        bodyId: entry.bodyId,
        journalEntryId: entry.id,
        consumer: job.name,
      })),
    );
  }
}
