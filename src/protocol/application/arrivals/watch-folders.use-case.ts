import { mkdir } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, isRefused, legalDate, newId, type Refusal } from '@libro-firma/kernel';
import { ReceiveFile } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { IntakeRefusalRow } from '../../infrastructure/arrivals/arrival.rows';
import { type ClaimedFile, WatchedFolder } from '../../infrastructure/arrivals/watched-folder';
import { IntakeFolders } from './intake-folders';
import { TakeIn } from './take-in.use-case';

/** Takes in what lies in the watched folders: one of each AOO, `INTAKE_FOLDER/body/AOO`, by their codes in the IPA. */
@Injectable()
export class WatchFolders {
  constructor(
    private readonly database: Database,
    private readonly folders: IntakeFolders,
    private readonly receive: ReceiveFile,
    private readonly takeIn: TakeIn,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many files were taken in. */
  async execute(): Promise<number> {
    let count = 0;
    for (const { actor, path } of await this.folders.list()) {
      await mkdir(path, { recursive: true });
      for (const file of await new WatchedFolder(path).claim())
        if (await this.take(actor, file).catch((fault: unknown) => this.failed(file, fault))) count += 1;
    }
    return count;
  }

  private async take(actor: Actor, file: ClaimedFile): Promise<boolean> {
    const kept = await this.receive.keep(file.fileName, await file.open());
    const outcome = isRefused(kept)
      ? kept
      : await this.takeIn.execute(actor, {
          channel: 'FOLDER',
          sourceKey: `folder:${file.claim}`,
          title: file.fileName,
          hints: {},
          files: [kept.value],
        });
    if (isRefused(outcome)) {
      await this.refuse(actor, file, outcome.refusal);
      return false;
    }
    await file.done(legalDate(this.clock.now()));
    return true;
  }

  private async refuse(actor: Actor, file: ClaimedFile, { code, text }: Refusal): Promise<void> {
    const { bodyId, aooId } = actor;
    await this.database.transaction(actor, () =>
      this.database.rows(IntakeRefusalRow).insert({
        id: newId(),
        bodyId,
        aooId,
        channel: 'FOLDER',
        fileName: file.fileName,
        code,
        text,
        at: this.clock.now(),
      }),
    );
    await file.refused(text);
  }

  /** It stays claimed, and is tried again; one bad file does not keep the others. */
  private failed(file: ClaimedFile, fault: unknown): false {
    this.logger.error({ err: fault, claim: file.claim }, 'a file of the watched folder was not taken in');
    return false;
  }
}
