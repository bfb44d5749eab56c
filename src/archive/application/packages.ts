import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { Registrations } from '../../protocol';
import { SignedActs } from '../../signature-books';
import { archiveRefusals as refusals } from '../domain/archive.refusals';
import type { PackageRole } from '../domain/package-index';
import { ArchivePackageRow } from '../infrastructure/archive-package.row';

export interface ArchivedFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
}

/** What of a finished act can be downloaded, by who may see its request. */
@Injectable()
export class Packages {
  constructor(
    private readonly database: Database,
    private readonly acts: SignedActs,
    private readonly registrations: Registrations,
  ) {}

  async packageFor(actor: Actor, requestId: string): Promise<Result<ArchivedFile>> {
    return this.database.transaction(actor, async () => {
      const act = await this.acts.findFor(actor, requestId);
      if (!act.ok) return act;
      const row = await this.latest(requestId);
      if (!row) return refuse(refusals.NOT_READY());
      const number = act.value.registrationNumber ?? requestId;
      const mark = (await this.isAnnulled(act.value.registrationId)) ? '-annullato' : '';
      return accept({
        sha256: row.sha256,
        fileName: `pacchetto-${number}${mark}.zip`,
        mediaType: 'application/zip',
      });
    });
  }

  /** One file of the package by itself. */
  async fileFor(actor: Actor, requestId: string, role: PackageRole): Promise<Result<ArchivedFile>> {
    return this.database.transaction(actor, async () => {
      const act = await this.acts.findFor(actor, requestId);
      if (!act.ok) return act;
      const row = await this.latest(requestId);
      const file = row?.manifest.files.find((candidate) => candidate.role === role);
      if (!file) return refuse(refusals.NOT_READY());
      const { sha256, path, mediaType } = file;
      return accept({ sha256, fileName: path.split('/').at(-1) ?? path, mediaType });
    });
  }

  /** A package that was built stays as it is: what became of its number since is told by its name. */
  private async isAnnulled(registrationId: string | null): Promise<boolean> {
    const entry = registrationId === null ? null : await this.registrations.entryOf(registrationId);
    return (entry?.annulments ?? []).some(({ scope }) => scope === 'WHOLE');
  }

  private latest(requestId: string): Promise<ArchivePackageRow | null> {
    return this.database
      .rows(ArchivePackageRow)
      .findOne({ where: { requestId }, order: { edition: 'DESC' } });
  }

  /** The segnatura is there with the number, before any package. */
  async segnaturaFor(actor: Actor, requestId: string): Promise<Result<string>> {
    return this.database.transaction(actor, async () => {
      const act = await this.acts.findFor(actor, requestId);
      if (!act.ok) return act;
      const { registrationId } = act.value;
      const xml = registrationId && (await this.registrations.segnaturaOf(registrationId));
      return xml ? accept(xml) : refuse(refusals.NO_SEGNATURA());
    });
  }
}
