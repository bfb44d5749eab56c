import { Inject, Injectable } from '@nestjs/common';
import type { Refusal } from '@libro-firma/kernel';
import { allBodies } from '../../organisation';
import { Database } from '../../platform/database/database';
import { type Actor, systemActor } from '../../platform/identity';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import { ObjectMissing } from '../../platform/storage';
import { verificationRefusals } from '../domain/verification.refusals';
import { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { JudgingFailed } from './judging-failed';
import { PassingFiles } from './passing-files';
import { RequestMoves } from './request-moves';
import { VerificationStores } from './verification-stores';
import { VerifyFile } from './verify-file.use-case';

@Injectable()
export class VerifyQueued {
  constructor(
    private readonly database: Database,
    private readonly verify: VerifyFile,
    private readonly files: PassingFiles,
    private readonly moves: RequestMoves,
    private readonly stores: VerificationStores,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Verifies what waits in the queue. The try that the job was given for is made once: whoever comes second finds the
   * request moved on and does nothing.
   */
  async execute(system: Actor, requestId: string, tries: number): Promise<void> {
    const request = await this.database.transaction(system, () =>
      this.database.rows(VerificationRequestRow).findOneBy({ id: requestId }),
    );
    if (request?.state !== 'QUEUED' || request.tries !== tries) return;
    const asker: Actor = { ...systemActor(request.bodyId, request.aooId), personId: request.askedById };
    try {
      await this.stores.withCopies(request, ({ path }, contents) =>
        this.verify.execute(asker, request, path, {
          contents,
          // The first run bears the name of the request; a later one says which it follows.
          ...(tries === 0 ? { id: request.id } : { followsId: request.id }),
          inSameTransaction: (run) => this.moves.moveOn(asker, request, run),
        }),
      );
    } catch (fault) {
      const refusal = refusalOf(fault);
      if (!refusal) throw fault;
      this.logger.error({ err: fault, requestId }, 'a file could not be verified');
      await this.moves.abandon(asker, request, refusal);
    }
    await this.releaseIfDone(system, requestId);
  }

  /** What is due to be tried again goes back into the queue; files past their time go. */
  async tend(): Promise<void> {
    for (const id of await allBodies(this.database)) await this.moves.wakeDue(systemActor(id, ''));
    await this.files.releaseExpired();
  }

  private async releaseIfDone(system: Actor, id: string): Promise<void> {
    const row = await this.database.transaction(system, () =>
      this.database.rows(VerificationRequestRow).findOneBy({ id }),
    );
    if (row?.state === 'DONE' && row.keptUntil === null) await this.files.release(id);
  }
}

/** Of a fault that no further try mends; undefined for one that it may. */
function refusalOf(fault: unknown): Refusal | undefined {
  if (fault instanceof ObjectMissing) return verificationRefusals.FILE_GONE();
  return fault instanceof JudgingFailed ? verificationRefusals.CANNOT_JUDGE() : undefined;
}
