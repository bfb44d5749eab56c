import { Inject, Injectable } from '@nestjs/common';
import { Seals } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { systemActor } from '../../../platform/identity';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { SegnaturaSealRow } from '../../infrastructure/exchange.rows';
import { Registrations } from '../registrations';
import { sealInTurn } from '../seal-in-turn';

interface Owed {
  readonly registration_id: string;
  readonly body_id: string;
  readonly aoo_id: string;
}

/**
 * Seals the segnatura of each registration that is to leave (XAdES B-B, allegato 6 §2). While the seal is away the
 * registration stands as "segnatura da sigillare": it is asked for again at each run, and nothing leaves before.
 */
@Injectable()
export class SealSegnature {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly seals: Seals,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many were sealed. */
  async execute(): Promise<number> {
    const owed = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Owed>('SELECT * FROM segnature_to_seal()'),
    );
    return sealInTurn(owed, (one) => this.seal(one));
  }

  /** False while the AOO's seal is away. */
  private async seal({
    registration_id: registrationId,
    body_id: bodyId,
    aoo_id: aooId,
  }: Owed): Promise<boolean> {
    const actor = systemActor(bodyId, aooId);
    const xml = await this.database.transaction(actor, () => this.registrations.segnaturaOf(registrationId));
    if (xml === null) return true; // paper has a label, not a segnatura
    const sealed = await this.seals.sealXml(actor, Buffer.from(xml, 'utf8'), {
      purpose: 'segnatura',
      about: registrationId,
    });
    if (!sealed.ok) {
      this.logger.warn({ code: sealed.refusal.code, registrationId }, 'a segnatura waits for the seal');
      return false;
    }
    const { sha256 } = await this.store.put(sealed.value.document);
    await this.database.transaction(actor, () =>
      this.database
        .rows(SegnaturaSealRow)
        .createQueryBuilder()
        .insert()
        .values({
          registrationId,
          bodyId,
          sha256,
          level: sealed.value.level,
          certificateSha256: sealed.value.certificateSha256,
          sealedAt: sealed.value.sealedAt,
        })
        .orIgnore()
        .execute(),
    );
    return true;
  }
}
