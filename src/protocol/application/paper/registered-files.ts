import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { type DescribedDocument, Documents } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { arrivalsRefusals } from '../../domain/arrivals/arrivals.refusals';
import { paperRefusals } from '../../domain/paper/paper.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { RegistrationCopyRow } from '../../infrastructure/paper/registration-copy.row';
import { ScanFiles } from '../arrivals/scan-files';
import { Registrations } from '../registrations';

/** The files of an entry, to be opened by whoever may open it; of paper its latest image, of what is infected nothing. */
@Injectable()
export class RegisteredFiles {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly scans: ScanFiles,
    private readonly registrations: Registrations,
  ) {}

  async fileFor(actor: Actor, registrationId: string, position: number): Promise<Result<DescribedDocument>> {
    return this.database.transaction(actor, async () => {
      const entry = await this.registrations.entryFor(actor, registrationId);
      const file = entry?.files?.[position];
      if (!file) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const versionId = file.documentVersionId ?? (await this.latestCopy(registrationId, position));
      const document =
        versionId === null ? null : (await this.documents.describeVersions([versionId])).get(versionId);
      if (!document) return refuse(paperRefusals.NO_CONTENT());
      const scan = (await this.scans.known([document.sha256])).get(document.sha256);
      const isInfected = scan?.outcome === 'INFECTED' || file.flags.includes('INFECTED');
      return isInfected
        ? refuse(arrivalsRefusals.QUARANTINED({ fileName: file.fileName, threat: scan?.threat ?? '' }))
        : accept(document);
    });
  }

  private async latestCopy(registrationId: string, position: number): Promise<string | null> {
    const copy = await this.database
      .rows(RegistrationCopyRow)
      .findOne({ where: { registrationId, position }, order: { id: 'DESC' } });
    return copy?.documentVersionId ?? null;
  }
}
