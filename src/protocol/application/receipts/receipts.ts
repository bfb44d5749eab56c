import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { isAnnulled } from '../../domain/annulment';
import { exchangeRefusals } from '../../domain/dispatch.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { numberText } from '../../domain/registration-number';
import { labelPdf } from '../../infrastructure/label-pdf';
import { ReceiptRequestRow, RegistrationReceiptRow } from '../../infrastructure/receipt.row';
import { Registrations } from '../registrations';
import { SealReceipts } from './seal-receipts.use-case';

/** SEALED can be given to the citizen; TO_SEAL waits for the seal of the AOO and is then made by itself. */
export type ReceiptState = 'SEALED' | 'TO_SEAL';

export interface ReceiptView {
  readonly id: string;
  readonly state: ReceiptState;
  readonly endsOn: string | null;
  readonly askedAt: string;
}

/** What whoever hands a document in takes home, and what goes on the paper that stays. */
@Injectable()
export class Receipts {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly seal: SealReceipts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asked for once, then sealed at once or as soon as the seal is back: one without it proves nothing. */
  async make(
    actor: Actor,
    registrationId: string,
    endsOn: string | null,
  ): Promise<Result<{ readonly id: string; readonly state: ReceiptState }>> {
    const id = newId();
    const asked = await this.database.transaction(actor, async () => {
      const entry = await this.registrations.entryFor(actor, registrationId);
      if (!entry || actor.personId === null) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      if (entry.direction !== 'INCOMING') return refuse(exchangeRefusals.NOT_INCOMING());
      const { bodyId, aooId, personId: askedBy } = actor;
      await this.database
        .rows(ReceiptRequestRow)
        .insert({ id, bodyId, aooId, registrationId, endsOn, askedBy, askedAt: this.clock.now() });
      return accept(id);
    });
    if (!asked.ok) return asked;
    const isSealed = await this.seal.one(actor, id);
    return accept({ id, state: isSealed ? 'SEALED' : 'TO_SEAL' });
  }

  /** Those of an entry, oldest first. */
  async of(actor: Actor, registrationId: string): Promise<Result<{ readonly items: ReceiptView[] }>> {
    return this.database.transaction(actor, async () => {
      if (!(await this.registrations.entryFor(actor, registrationId)))
        return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const made = await this.database.rows(RegistrationReceiptRow).findBy({ registrationId });
      const sealed = new Map(made.map(({ id, endsOn, madeAt }) => [id, { endsOn, at: madeAt }]));
      const all = new Map(sealed);
      for (const { id, endsOn, askedAt } of await this.database
        .rows(ReceiptRequestRow)
        .findBy({ registrationId }))
        all.set(id, { endsOn, at: askedAt });
      const items = [...all].map(([id, { endsOn, at }]): ReceiptView => ({
        id,
        state: sealed.has(id) ? 'SEALED' : 'TO_SEAL',
        endsOn,
        askedAt: at.toISOString(),
      }));
      return accept({ items: items.sort((left, right) => left.id.localeCompare(right.id)) });
    });
  }

  async file(actor: Actor, registrationId: string, id: string) {
    return this.database.transaction(actor, async () => {
      const entry = await this.registrations.entryFor(actor, registrationId);
      const row =
        entry && (await this.database.rows(RegistrationReceiptRow).findOneBy({ id, registrationId }));
      if (entry && !row && (await this.database.rows(ReceiptRequestRow).existsBy({ id, registrationId })))
        return refuse(exchangeRefusals.RECEIPT_TO_SEAL());
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
      annulled: isAnnulled(entry.annulments),
      code: `${bodyCode}/${aooCode}/${entry.registerCode}/${entry.year}/${number}`,
    });
    return accept({ fileName: `etichetta-${number}-${entry.year}.pdf`, bytes: Buffer.from(bytes) });
  }
}
