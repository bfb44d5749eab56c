import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { In, MoreThan, Not } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { type DownloadAction, downloadStates } from '../../domain/elsewhere/signing-download.states';
import { SigningDownloadRow } from './signing-download.row';

export type NewDownload = Pick<
  SigningDownloadRow,
  'requestId' | 'taskId' | 'plicoFileId' | 'baseVersionId' | 'baseSha256' | 'reasons' | 'leaseUntil'
>;

/** Who has a file just now, and until when nobody else is given it. */
export interface HeldFile {
  readonly plicoFileId: string;
  readonly baseVersionId: string;
  readonly personId: string;
  readonly leaseUntil: Date;
}

/** Files in the hands of their signers; inside the caller's unit of work, and changed under the lock of their request. */
@Injectable()
export class SigningDownloads {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  find(id: string): Promise<SigningDownloadRow | null> {
    return this.database.rows(SigningDownloadRow).findOneBy({ id });
  }

  /** What is still open of these files, in force or run out. */
  openOf(plicoFileIds: readonly string[]): Promise<SigningDownloadRow[]> {
    return this.database
      .rows(SigningDownloadRow)
      .find({ where: { plicoFileId: In([...plicoFileIds]), state: 'OPEN' } });
  }

  /** Files that somebody else has, and nobody may be given meanwhile. */
  async heldFrom(personId: string, plicoFileIds: readonly string[]): Promise<ReadonlyMap<string, HeldFile>> {
    if (plicoFileIds.length === 0) return new Map();
    const held = await this.database.rows(SigningDownloadRow).find({
      where: {
        plicoFileId: In([...plicoFileIds]),
        state: 'OPEN',
        personId: Not(personId),
        leaseUntil: MoreThan(this.clock.now()),
      },
      select: { plicoFileId: true, baseVersionId: true, personId: true, leaseUntil: true },
    });
    return new Map(held.map((download) => [download.plicoFileId, download]));
  }

  /** The unique open download of a file refuses a second one, whoever writes it. */
  async insert(actor: Actor, download: NewDownload): Promise<SigningDownloadRow> {
    const row = {
      id: newId(),
      bodyId: actor.bodyId,
      personId: actor.personId ?? '',
      state: downloadStates.initial,
      takenAt: this.clock.now(),
      ...download,
    };
    await this.database.rows(SigningDownloadRow).insert(row);
    return row;
  }

  /** @throws where the table does not allow it */
  async move(download: SigningDownloadRow, action: DownloadAction): Promise<void> {
    const state = downloadStates.next(download.state, action);
    if (!state) throw new Error(`download ${download.id} is ${download.state}: ${action} is not possible`);
    await this.database.rows(SigningDownloadRow).update({ id: download.id }, { state });
    Object.assign(download, { state });
  }
}
