import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { digestByteRange, PdfDocument, readSignatureDictionaries } from '@libro-firma/pdf';
import { withStoredSource } from '../../documents';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { annulmentRefusals } from '../domain/annulment.refusals';
import { protocolRefusals } from '../domain/protocol.refusals';
import { REGISTRATION_COMPLETED } from '../domain/registration-committed';
import { RegistrationCompletionRow, RegistrationFileRow } from '../infrastructure/registration-parts.rows';
import { RegistrationRow } from '../infrastructure/registration.row';
import { RegistrationStream } from './registration-stream';

export interface SignedBytes {
  readonly sha256: string;
  readonly size: number;
  readonly documentVersionId: string | null;
}

/**
 * Gives a number that is printed in its act the act's final bytes: those that were about to be signed, and the signature
 * value in its place; no other file is taken, and none after the day of the number.
 */
@Injectable()
export class CompleteRegistration {
  constructor(
    private readonly database: Database,
    private readonly stream: RegistrationStream,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asked again with the same bytes, it changes nothing. */
  async execute(actor: Actor, registrationId: string, signed: SignedBytes): Promise<Result<null>> {
    const digest = await this.digestSignedOver(signed.sha256);
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      const entry = await this.database.rows(RegistrationRow).findOneBy({ id: registrationId });
      if (!entry) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const earlier = await this.database.rows(RegistrationCompletionRow).findOneBy({ registrationId });
      if (earlier)
        return earlier.sha256.toString('hex') === signed.sha256
          ? accept(null)
          : refuse(annulmentRefusals.NOT_OPEN());
      if (!entry.isOpen) return refuse(annulmentRefusals.NOT_OPEN());
      const now = this.clock.now();
      if (legalDate(now) !== entry.registeredOn) return refuse(annulmentRefusals.COMPLETION_TOO_LATE());
      const main = await this.database
        .rows(RegistrationFileRow)
        .findOneByOrFail({ registrationId, role: 'MAIN' });
      if (!digest || !main.hash?.equals(digest))
        return refuse(annulmentRefusals.COMPLETION_NOT_THESE_BYTES());
      await this.database.rows(RegistrationCompletionRow).insert({
        registrationId,
        bodyId: actor.bodyId,
        sha256: Buffer.from(signed.sha256, 'hex'),
        size: String(signed.size),
        documentVersionId: signed.documentVersionId,
        completedAt: now,
      });
      await this.stream.append(actor, registrationId, {
        type: REGISTRATION_COMPLETED,
        payload: { sha256: signed.sha256, key: entry.key },
      });
      return accept(null);
    });
  }

  /** What the last signature of the file was made over; null unless it covers all the file but its own value. */
  private async digestSignedOver(sha256: string): Promise<Buffer | null> {
    return withStoredSource(this.store, sha256, (source) => {
      const document = PdfDocument.open(source);
      const signatures = document.ok ? readSignatureDictionaries(document.value) : document;
      if (!signatures.ok) return null;
      const covering = signatures.value.find(
        ({ byteRange }) =>
          byteRange?.length === 4 &&
          byteRange[0] === 0 &&
          (byteRange[2] ?? 0) + (byteRange[3] ?? 0) === source.size,
      );
      return covering?.byteRange ? digestByteRange(source, covering.byteRange, 'sha256') : null;
    });
  }
}
