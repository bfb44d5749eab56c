import { Injectable } from '@nestjs/common';
import { legalTime, type Refusal } from '@libro-firma/kernel';
import type { PlicoFile } from '../../../documents';
import { People } from '../../../organisation';
import { elsewhereRefusals as refusals } from '../../domain/elsewhere/elsewhere.refusals';
import { SigningDownloads } from '../../infrastructure/elsewhere/signing-downloads';

export interface HeldBy {
  readonly holder: string;
  readonly until: Date;
}

/** Who is signing a file with another program just now; inside the caller's unit of work. */
@Injectable()
export class FilesInHands {
  constructor(
    private readonly downloads: SigningDownloads,
    private readonly people: People,
  ) {}

  /** Of those files, the ones that somebody other than `personId` has. A lease on bytes that grew since holds nobody up. */
  async fromOthers(personId: string, files: readonly PlicoFile[]): Promise<ReadonlyMap<string, HeldBy>> {
    const current = new Map(
      files.filter(({ toSign }) => toSign).map((file) => [file.id, file.current.versionId]),
    );
    const held = [...(await this.downloads.heldFrom(personId, [...current.keys()])).values()].filter(
      ({ plicoFileId, baseVersionId }) => current.get(plicoFileId) === baseVersionId,
    );
    if (held.length === 0) return new Map();
    const names = await this.people.find(held.map((download) => download.personId));
    return new Map(
      held.map((download) => [
        download.plicoFileId,
        { holder: names.get(download.personId)?.fullName ?? '', until: download.leaseUntil },
      ]),
    );
  }
}

export function fileInOtherHands(fileName: string, { holder, until }: HeldBy): Refusal {
  return refusals.FILE_IN_OTHER_HANDS({ fileName, holder, until: legalTime(until).slice(0, 5) });
}
