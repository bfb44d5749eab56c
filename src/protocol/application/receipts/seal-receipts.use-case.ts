import { Inject, Injectable } from '@nestjs/common';
import { bufferSource } from '@libro-firma/pdf';
import type { Clock } from '@libro-firma/kernel';
import { Seals } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { receiptPdf } from '../../infrastructure/receipt-pdf';
import { ReceiptRequestRow, RegistrationReceiptRow } from '../../infrastructure/receipt.row';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { sealInTurn } from '../seal-in-turn';

export const RECEIPT_MADE = 'registration.receipt-made';

interface Owed {
  readonly id: string;
  readonly body_id: string;
  readonly aoo_id: string;
}

/**
 * Makes the receipts that were asked for (L. 241/1990 art. 18-bis), with the seal of the AOO. While the seal is away a
 * receipt stands as "ricevuta da sigillare" and is tried again at each run.
 */
@Injectable()
export class SealReceipts {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly seals: Seals,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many were sealed. */
  async execute(): Promise<number> {
    const owed = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Owed>('SELECT * FROM receipts_to_seal()'),
    );
    return sealInTurn(owed, ({ id, body_id: bodyId, aoo_id: aooId }) =>
      this.one(systemActor(bodyId, aooId), id),
    );
  }

  /** False while the AOO's seal is away. Done twice, it leaves one receipt. */
  async one(actor: Actor, id: string): Promise<boolean> {
    const { asked, entry } = await this.database.transaction(actor, async () => {
      const asked = await this.database.rows(ReceiptRequestRow).findOneByOrFail({ id });
      return { asked, entry: await this.registrations.entryOf(asked.registrationId) };
    });
    if (!entry) throw new Error(`the registration of receipt ${id} is not there`);
    const madeAt = this.clock.now();
    const pdf = Buffer.from(await receiptPdf(entry, { madeAt, endsOn: asked.endsOn }));
    const sealed = await this.seals.sealPdf(actor, bufferSource(pdf), { purpose: 'receipt', about: id });
    if (!sealed.ok) return false;
    const { sha256 } = await this.store.put(Buffer.concat([pdf, sealed.value.increment]));
    await this.database.transaction(actor, () => this.keep(actor, asked, { sha256, madeAt }));
    return true;
  }

  private async keep(
    actor: Actor,
    { id, bodyId, registrationId, endsOn, askedBy: madeBy }: ReceiptRequestRow,
    { sha256, madeAt }: { readonly sha256: string; readonly madeAt: Date },
  ): Promise<void> {
    await this.stream.lock(registrationId);
    const rows = this.database.rows(RegistrationReceiptRow);
    if (await rows.existsBy({ id })) return;
    await rows.insert({ id, bodyId, registrationId, sha256, endsOn, madeBy, madeAt });
    await this.stream.append(actor, registrationId, {
      type: RECEIPT_MADE,
      payload: { receiptId: id, sha256, endsOn },
    });
  }
}
