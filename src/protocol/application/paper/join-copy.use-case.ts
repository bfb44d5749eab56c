import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, newId, refuse, type Result } from '@libro-firma/kernel';
import { Documents } from '../../../documents';
import { People, Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { placeOfBarcode } from '../../domain/paper/barcode';
import { paperRefusals } from '../../domain/paper/paper.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { RegistrationRow } from '../../infrastructure/registration.row';
import { CopyDesk } from './copy-desk';

export interface CopyToJoin {
  /** As a reader of barcodes gives it. */
  readonly barcode: string;
  /** Which document of the registration: 0 is the main one. */
  readonly position: number;
  readonly documentId: string;
}

/**
 * Joins the scan of a paper document to the registration whose label it bears: the entry stays as it is, the image has a
 * row, a hash and an attestation of its own (CAD art. 22 par. 1-bis and 2).
 */
@Injectable()
export class JoinCopy {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly people: People,
    private readonly documents: Documents,
    private readonly desk: CopyDesk,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, copy: CopyToJoin): Promise<Result<{ readonly registrationId: string }>> {
    return this.database.transaction(actor, async () => {
      const { personId } = actor;
      const registrationId = await this.entryOf(actor, copy.barcode);
      const medium = registrationId && (await this.desk.mediumFor(actor, registrationId, copy.position));
      if (registrationId === null || medium === null || personId === null)
        return refuse(paperRefusals.BARCODE_UNKNOWN());
      if (medium !== 'PAPER') return refuse(paperRefusals.NOT_PAPER());
      const document = (await this.documents.describe([copy.documentId])).get(copy.documentId);
      if (!document || document.ownerId !== personId) return refuse(protocolRefusals.DOCUMENT_NOT_FOUND());
      const person = (await this.people.find([personId])).get(personId);
      const attestedAt = this.clock.now();
      await this.desk.append(actor, {
        id: newId(),
        bodyId: actor.bodyId,
        registrationId,
        position: copy.position,
        documentVersionId: document.versionId,
        fileName: document.fileName,
        sha256: Buffer.from(document.sha256, 'hex'),
        attestation: attestationOf(person?.fullName ?? '', legalDate(attestedAt), document.sha256),
        attestedBy: personId,
        attestedAt,
      });
      return accept({ registrationId });
    });
  }

  private async entryOf({ bodyId, aooId }: Actor, barcode: string): Promise<string | null> {
    const place = placeOfBarcode(barcode);
    if (!place) return null;
    const { bodyIpaCode, aooCode } = await this.structure.aooIdentity(bodyId, aooId);
    if (place.bodyCode !== bodyIpaCode || place.aooCode !== aooCode) return null;
    const { registerCode, year, number } = place;
    const row = await this.database.rows(RegistrationRow).findOneBy({ aooId, registerCode, year, number });
    return row?.id ?? null;
  }
}

function attestationOf(name: string, day: string, sha256: string): string {
  return (
    `Copia per immagine di documento analogico, conforme all’originale per contenuto e forma (art. 22, commi 1-bis e 2, ` +
    `del D.Lgs. 82/2005), attestata da ${name} il ${day}. SHA-256: ${sha256}`
  );
}
