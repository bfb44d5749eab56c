import { Inject, Injectable } from '@nestjs/common';
import { bufferSource } from '@libro-firma/pdf';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { Seals } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { exchangeRefusals } from '../../domain/dispatch.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { numberText } from '../../domain/registration-number';
import { labelPdf } from '../../infrastructure/label-pdf';
import { receiptPdf } from '../../infrastructure/receipt-pdf';
import { RegistrationReceiptRow } from '../../infrastructure/receipt.row';
import { OwnUploads } from '../own-uploads';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';

export const RECEIPT_MADE = 'registration.receipt-made';

/** What whoever hands a document in takes home, and what goes on the paper that stays. */
@Injectable()
export class Receipts {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly seals: Seals,
    private readonly uploads: OwnUploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A receipt with the body's seal; while the seal is away it is refused, for one without it proves nothing. */
  async make(actor: Actor, registrationId: string, endsOn: string | null): Promise<Result<{ id: string }>> {
    const entry = await this.database.transaction(actor, () =>
      this.registrations.entryFor(actor, registrationId),
    );
    if (!entry || actor.personId === null) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    if (entry.direction !== 'INCOMING') return refuse(exchangeRefusals.NOT_INCOMING());
    const [id, madeAt, madeBy] = [newId(), this.clock.now(), actor.personId];
    const pdf = Buffer.from(await receiptPdf(entry, { madeAt, endsOn }));
    const sealed = await this.seals.sealPdf(actor, bufferSource(pdf), { purpose: 'receipt', about: id });
    if (!sealed.ok) return sealed;
    const { sha256 } = await this.uploads.put(Buffer.concat([pdf, sealed.value.increment]));
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      await this.database
        .rows(RegistrationReceiptRow)
        .insert({ id, bodyId: actor.bodyId, registrationId, sha256, endsOn, madeBy, madeAt });
      await this.stream.append(actor, registrationId, {
        type: RECEIPT_MADE,
        payload: { receiptId: id, sha256, endsOn },
      });
      return accept({ id });
    });
  }

  async file(actor: Actor, registrationId: string, id: string) {
    return this.database.transaction(actor, async () => {
      const entry = await this.registrations.entryFor(actor, registrationId);
      const row =
        entry && (await this.database.rows(RegistrationReceiptRow).findOneBy({ id, registrationId }));
      if (!row) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const fileName = `ricevuta-${numberText(entry.number)}-${entry.year}.pdf`;
      return accept({ fileName, mediaType: 'application/pdf', sha256: row.sha256 });
    });
  }

  async label(actor: Actor, registrationId: string): Promise<Result<{ fileName: string; bytes: Buffer }>> {
    const entry = await this.database.transaction(actor, () =>
      this.registrations.entryFor(actor, registrationId),
    );
    if (!entry?.names) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    const { bodyCode, bodyName, aooCode, aooName } = entry.names;
    const number = numberText(entry.number);
    const bytes = await labelPdf({
      body: bodyName,
      aoo: aooName,
      registerCode: entry.registerCode,
      number,
      registeredOn: entry.registeredOn,
      classification: entry.classificationCode,
      code: `${bodyCode}/${aooCode}/${entry.registerCode}/${entry.year}/${number}`,
    });
    return accept({ fileName: `etichetta-${number}-${entry.year}.pdf`, bytes: Buffer.from(bytes) });
  }
}
