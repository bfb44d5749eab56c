import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fewAtATime } from '@libro-firma/kernel';
import { preparedPadesFromJson, type TimestampSource } from '@libro-firma/signature';
import { In } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { SigningTimestamps } from '../../../signing';
import { nextTryAfter } from '../../domain/verdict-on-signature';
import { SigningItemRow } from '../../infrastructure/batch.rows';

const AT_ONCE = 6;

/** Timestamps over signature values, asked for before the files are made: with one a signature is of level B-T. */
@Injectable()
export class ValueTimestamps {
  constructor(
    private readonly database: Database,
    private readonly timestamps: SigningTimestamps,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** By item. An authority that does not answer once is not asked for the others: a signature waits for nobody. */
  async of(batchId: string, itemIds: readonly string[]): Promise<ReadonlyMap<string, TimestampSource>> {
    if (!this.timestamps.source) return new Map();
    const items = await this.database
      .rows(SigningItemRow)
      .findBy({ id: In([...itemIds]), batchId, state: 'RUNNING' });
    const found = new Map<string, TimestampSource>();
    const silent: string[] = [];
    await fewAtATime(items, AT_ONCE, async ({ id, prepared: json, signatureValue }) => {
      const prepared = preparedPadesFromJson(json);
      if (silent.length > 0 || !prepared.ok || !signatureValue) return;
      const token = await this.timestamps.over(signatureValue, prepared.value.digestAlgorithm);
      if (token?.ok) found.set(id, { stamp: () => Promise.resolve(token) });
      else silent.push(id);
    });
    if (silent.length > 0)
      this.logger.warn({ batchId }, 'no timestamps: signatures are B-B until the authority answers');
    return found;
  }

  /** For signatures that were made without one a document timestamp is asked for later. */
  async owe(items: readonly SigningItemRow[]): Promise<void> {
    if (!this.timestamps.source || items.length === 0) return;
    const stampAt = nextTryAfter(this.clock.now(), 0);
    await this.database.updateEach(
      SigningItemRow,
      items.map(({ id }) => ({ where: { id }, set: { stampAt } })),
    );
  }
}
