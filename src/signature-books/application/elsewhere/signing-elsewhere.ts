import { Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import type { PlicoFile } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Authority } from '../../domain/dossier-parts';
import { STANDING_ITEM_STATES, UNFINISHED_ITEM_STATES } from '../../domain/batch.states';
import { takesNumber } from '../../domain/number-in-act';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import type { OpenDossier } from '../../infrastructure/dossiers';
import { TaskRow } from '../../infrastructure/request.rows';
import { Authorities } from '../tasks/authorities';
import { obstacleToSigning } from '../tasks/take-tasks';
import { fileInOtherHands, FilesInHands } from './files-in-hands';

interface About {
  readonly file: PlicoFile;
  /** Why the act is signed although an opinion is contrary. */
  readonly reasons: string | null;
}

/** What a person who signs with a program of his own must be told before, and again when the file comes back. */
@Injectable()
export class SigningElsewhere {
  constructor(
    private readonly database: Database,
    private readonly authorities: Authorities,
    private readonly held: FilesInHands,
  ) {}

  /** His right of today, where nothing stands in the way of just this signature; under the lock of the request. */
  async rightTo(
    open: OpenDossier,
    task: TaskRow,
    personId: string,
    about: About,
  ): Promise<Result<Authority>> {
    const { documentTypeId, amount } = open.row;
    const authority = await this.authorities.judge(personId, { ...task, documentTypeId, amount });
    if (!authority) return refuse(refusals.POWER_ENDED());
    const obstacle = await this.obstacle(open, task, personId, about);
    return obstacle ? refuse(obstacle) : accept(authority);
  }

  async obstacle(
    open: OpenDossier,
    task: TaskRow,
    personId: string,
    { file, reasons }: About,
  ): Promise<Refusal | null> {
    const { fileName } = file.current;
    if (file.role === 'MAIN' && takesNumber(open.dossier, task.stepId)) return refusals.NUMBER_NEEDS_DEVICE();
    const holder = (await this.held.fromOthers(personId, [file])).get(file.id);
    if (holder) return fileInOtherHands(fileName, holder);
    const items = await this.underWay(file.id);
    if (items.some((item) => item.taskId === task.id)) return refusals.FILE_SIGNED_ALREADY({ fileName });
    if (items.some((item) => item.state !== 'OK')) return refusals.FILE_BEING_SIGNED({ fileName });
    // While his signature on one file waits for its verdict, the other files of the task may be signed.
    const goesOn = task.state === 'SIGNING' && (await this.isHisOwn(task, personId));
    const seen = goesOn ? Object.assign(new TaskRow(), task, { state: 'MARKED_SIGN' }) : task;
    return obstacleToSigning(open, seen, personId, reasons);
  }

  private underWay(plicoFileId: string): Promise<Pick<SigningItemRow, 'taskId' | 'state'>[]> {
    return this.database.rows(SigningItemRow).find({
      where: { plicoFileId, state: In([...STANDING_ITEM_STATES]) },
      select: { id: true, taskId: true, state: true },
    });
  }

  private async isHisOwn({ id, power }: TaskRow, personId: string): Promise<boolean> {
    const items = await this.database
      .rows(SigningItemRow)
      .findBy({ taskId: id, state: In([...UNFINISHED_ITEM_STATES]) });
    return power?.personId === personId && items.every((item) => item.elsewhere !== null);
  }
}
