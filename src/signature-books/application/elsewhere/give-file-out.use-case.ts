import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoFile } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import type { Actor } from '../../../platform/identity';
import { admittedContainers } from '../../domain/elsewhere/admitted-container';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SigningDownloadRow } from '../../infrastructure/elsewhere/signing-download.row';
import { SigningDownloads } from '../../infrastructure/elsewhere/signing-downloads';
import type { OpenDossier } from '../../infrastructure/dossiers';
import type { TaskRow } from '../../infrastructure/request.rows';
import { BOOK_SETTINGS, type BookSettings } from '../../signature-books.settings';
import { OnTask } from '../tasks/on-task';
import { SigningElsewhere } from './signing-elsewhere';

const MINUTE_MS = 60_000;

export interface WantedFile {
  readonly version: number;
  readonly fileId: string;
  /** As it was shown: what is given out is what was seen. */
  readonly sha256: string;
  readonly reasons?: string | undefined;
}

/** Gives a file of a task to its signer, who signs it with a program of his own; for a while nobody else is given it. */
@Injectable()
export class GiveFileOut {
  constructor(
    private readonly onTask: OnTask,
    private readonly plichi: Plichi,
    private readonly downloads: SigningDownloads,
    private readonly signing: SigningElsewhere,
    @Inject(BOOK_SETTINGS) private readonly settings: BookSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, taskId: string, wanted: WantedFile): Promise<Result<SigningDownloadRow>> {
    let given: Result<SigningDownloadRow> = refuse(refusals.NOT_FOUND());
    const done = await this.onTask.task(actor, taskId, wanted.version, async (open, task) => {
      given = await this.give(actor, open, task, wanted);
      return given;
    });
    return done.ok ? given : done;
  }

  private async give(
    actor: Actor,
    open: OpenDossier,
    task: TaskRow,
    { fileId, sha256, reasons = '' }: WantedFile,
  ): Promise<Result<SigningDownloadRow>> {
    const personId = actor.personId ?? '';
    const files = (await this.plichi.files([open.row])).get(open.row.plicoId) ?? [];
    const file = files.find((candidate) => candidate.id === fileId);
    if (!file) return refuse(refusals.NOT_FOUND());
    const { fileName } = file.current;
    if (task.kind !== 'SIGN' || !file.toSign) return refuse(refusals.NOT_TO_SIGN({ fileName }));
    if (file.current.sha256 !== sha256) return refuse(refusals.NOT_THE_BYTES_YOU_SAW());
    if (admittedContainers(file.current, open.row.policy).length === 0)
      return refuse(refusals.CANNOT_BE_SIGNED_ELSEWHERE({ fileName }));
    const about = { file, reasons: reasons === '' ? null : reasons };
    const obstacle = await this.signing.obstacle(open, task, personId, about);
    if (obstacle) return refuse(obstacle);
    for (const earlier of await this.downloads.openOf([fileId]))
      await this.downloads.move(earlier, earlier.personId === personId ? 'give-back' : 'lapse');
    return accept(await this.write(actor, open, task, about));
  }

  private async write(
    actor: Actor,
    open: OpenDossier,
    task: TaskRow,
    { file, reasons }: { readonly file: PlicoFile; readonly reasons: string | null },
  ): Promise<SigningDownloadRow> {
    const leaseUntil = new Date(
      this.clock.now().getTime() + this.settings.SIGNED_ELSEWHERE_MINUTES * MINUTE_MS,
    );
    const { versionId: baseVersionId, sha256: baseSha256, fileName } = file.current;
    open.dossier.note({
      type: 'signing-request.file-given-out',
      payload: { taskId: task.id, note: fileName, sha256: baseSha256, until: leaseUntil.toISOString() },
    });
    return this.downloads.insert(actor, {
      requestId: open.row.id,
      taskId: task.id,
      plicoFileId: file.id,
      ...{ baseVersionId, baseSha256, reasons, leaseUntil },
    });
  }
}
