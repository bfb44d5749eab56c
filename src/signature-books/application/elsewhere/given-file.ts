import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoFile } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { downloadStates } from '../../domain/elsewhere/signing-download.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SigningDownloadRow } from '../../infrastructure/elsewhere/signing-download.row';
import { SigningDownloads } from '../../infrastructure/elsewhere/signing-downloads';
import { SigningRequestRow, TaskRow } from '../../infrastructure/request.rows';

/** What is told of a file that was given out. */
export type GivenOut = Pick<
  SigningDownloadRow,
  'id' | 'taskId' | 'plicoFileId' | 'baseSha256' | 'takenAt' | 'leaseUntil'
>;

/** A file in the hands of its signer, with the task that it was given for. */
export interface GivenFile {
  readonly download: SigningDownloadRow;
  readonly request: SigningRequestRow;
  readonly task: TaskRow;
  /** As it is now, which may be more than what was given out. */
  readonly file: PlicoFile;
}

/** What was given out to a person, and to no other. */
@Injectable()
export class GivenFiles {
  constructor(
    private readonly database: Database,
    private readonly downloads: SigningDownloads,
    private readonly plichi: Plichi,
  ) {}

  /** Refused where it is not his, where it is over, and where the file grew since. */
  async find(actor: Actor, downloadId: string): Promise<Result<GivenFile>> {
    return this.database.transaction(actor, () => this.read(actor, downloadId));
  }

  /** Its signed file has come; inside the caller's unit of work. */
  async answer({ download }: GivenFile): Promise<void> {
    await this.downloads.move(download, 'answer');
  }

  private async read(actor: Actor, downloadId: string): Promise<Result<GivenFile>> {
    const download = await this.downloads.find(downloadId);
    if (!download || download.personId !== actor.personId) return refuse(refusals.NO_SUCH_DOWNLOAD());
    if (downloadStates.isFinal(download.state)) return refuse(refusals.DOWNLOAD_IS_OVER());
    const request = await this.database.rows(SigningRequestRow).findOneByOrFail({ id: download.requestId });
    const task = await this.database.rows(TaskRow).findOneByOrFail({ id: download.taskId });
    const { plicoId } = request;
    const files = (await this.plichi.files([{ plicoId, revision: task.revision }])).get(plicoId) ?? [];
    const file = files.find(({ id }) => id === download.plicoFileId);
    if (!file) throw new Error(`file ${download.plicoFileId} is not there`);
    return file.current.versionId === download.baseVersionId
      ? accept({ download, request, task, file })
      : refuse(refusals.FILE_GREW_MEANWHILE({ fileName: file.current.fileName }));
  }
}
