import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { NumberPart } from '../domain/dossier-parts';
import type { OpenDossier } from '../infrastructure/dossiers';
import { RequestNumberRow } from '../infrastructure/number.row';
import { numberingKey, type NumberWanted } from './numbering-keys';

/** The intent stands before the effect: what a register commits under a key finds here what it is for. */
@Injectable()
export class NumberIntents {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Under the lock of the request; written twice, it is one. */
  async write(
    { row, dossier }: OpenDossier,
    wanted: Omit<NumberWanted, 'requestId' | 'revision'>,
  ): Promise<NumberPart> {
    const key = numberingKey({ requestId: row.id, revision: row.revision, ...wanted });
    const known = dossier.numbers.find((own) => own.key === key);
    if (known) return known;
    const intent: RequestNumberRow = {
      id: newId(),
      bodyId: row.bodyId,
      aooId: row.aooId,
      requestId: row.id,
      revision: row.revision,
      key,
      askedAt: this.clock.now(),
      registrationId: null,
      number: null,
      registeredOn: null,
      annulledAt: null,
      leftBecause: null,
      ...wanted,
    };
    await this.database.rows(RequestNumberRow).insert(intent);
    dossier.numbers.push(intent);
    return intent;
  }
}
