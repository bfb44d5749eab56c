import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { Plichi, type PlicoFile } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { STANDING_ITEM_STATES } from '../../domain/batch.states';
import { admittedContainers } from '../../domain/elsewhere/admitted-container';
import type { Container } from '../../domain/elsewhere/containers';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import type { SigningDownloadRow } from '../../infrastructure/elsewhere/signing-download.row';
import { SigningDownloads } from '../../infrastructure/elsewhere/signing-downloads';
import { SigningRequestRow, TaskRow } from '../../infrastructure/request.rows';
import { Authorities } from '../tasks/authorities';
import { FilesInHands, type HeldBy } from './files-in-hands';

export interface FileToSign {
  readonly file: PlicoFile;
  readonly state: 'TO_SIGN' | 'UNDER_WAY' | 'WAITS' | 'SIGNED';
  readonly waitsFor: string | null;
  readonly containers: readonly Container[];
  /** His own, while it can still be answered. */
  readonly download: SigningDownloadRow | null;
  readonly heldBy: HeldBy | null;
}

export interface FilesToSign {
  readonly task: TaskRow;
  readonly request: SigningRequestRow;
  readonly files: readonly FileToSign[];
}

/** The files of a task of signature, and how far each is: what its holder sees who signs with a program of his own. */
@Injectable()
export class ListFilesToSign {
  constructor(
    private readonly database: Database,
    private readonly plichi: Plichi,
    private readonly authorities: Authorities,
    private readonly downloads: SigningDownloads,
    private readonly held: FilesInHands,
  ) {}

  async execute(actor: Actor, taskId: string): Promise<Result<FilesToSign>> {
    return this.database.snapshot(actor, async () => {
      const task = await this.database.rows(TaskRow).findOneBy({ id: taskId });
      const request = task && (await this.database.rows(SigningRequestRow).findOneBy({ id: task.requestId }));
      if (!task || !request || task.kind !== 'SIGN') return refuse(refusals.NOT_FOUND());
      const personId = actor.personId ?? '';
      const { documentTypeId, amount } = request;
      const mine = task.actedBy === personId || task.power?.personId === personId;
      if (!mine && !(await this.authorities.judge(personId, { ...task, documentTypeId, amount })))
        return refuse(refusals.NOT_FOUND());
      return accept({ task, request, files: await this.filesOf(personId, task, request) });
    });
  }

  private async filesOf(personId: string, task: TaskRow, request: SigningRequestRow): Promise<FileToSign[]> {
    const where = { plicoId: request.plicoId, revision: task.revision };
    const all = (await this.plichi.files([where])).get(request.plicoId) ?? [];
    const files = all.filter(({ toSign }) => toSign);
    const items = await this.database
      .rows(SigningItemRow)
      .findBy({ taskId: task.id, state: In([...STANDING_ITEM_STATES]) });
    const open = await this.downloads.openOf(files.map(({ id }) => id));
    const held = await this.held.fromOthers(personId, files);
    return files.map((file) => {
      const item = items.find(({ plicoFileId }) => plicoFileId === file.id);
      const own = open.find(
        (download) =>
          download.plicoFileId === file.id &&
          download.personId === personId &&
          download.baseVersionId === file.current.versionId,
      );
      return {
        file,
        state: stateOf(item),
        waitsFor: item?.state === 'PENDING' ? (item.waiting?.why ?? '') : null,
        containers: admittedContainers(file.current, request.policy),
        download: own ?? null,
        heldBy: held.get(file.id) ?? null,
      };
    });
  }
}

function stateOf(item: SigningItemRow | undefined): FileToSign['state'] {
  if (!item) return 'TO_SIGN';
  if (item.state === 'OK') return 'SIGNED';
  return item.state === 'PENDING' ? 'WAITS' : 'UNDER_WAY';
}
