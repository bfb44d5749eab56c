import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import { type Actor, systemActor } from '../../platform/identity';
import { nextTryAfter, requestStates } from '../domain/verification-request.states';
import { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { PassingFiles } from './passing-files';
import { isToBeTriedLater, queuedEntry } from './verification-requests';
import { VerificationStores } from './verification-stores';
import type { VerificationRun } from './verification-run';
import { VerifyFile } from './verify-file.use-case';

/** Requests of one round; the next round takes the rest. */
const AT_ONCE = 100;

@Injectable()
export class VerifyQueued {
  constructor(
    private readonly database: Database,
    private readonly verify: VerifyFile,
    private readonly files: PassingFiles,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly stores: VerificationStores,
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
    await this.stores.withCopies(request, ({ path }, contents) =>
      this.verify.execute(asker, request, path, {
        contents,
        // The first run bears the name of the request; a later one says which it follows.
        ...(tries === 0 ? { id: request.id } : { followsId: request.id }),
        inSameTransaction: (run) => this.moveOn(asker, request, run),
      }),
    );
    await this.releaseIfDone(system, requestId);
  }

  /** What is due to be tried again goes back into the queue; files past their time go. */
  async tend(): Promise<void> {
    const bodies = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<{ id: string }>('SELECT id FROM body'),
    );
    for (const { id } of bodies) await this.wakeDue(systemActor(id, ''));
    await this.files.releaseExpired();
  }

  private async wakeDue(system: Actor): Promise<void> {
    await this.database.transaction(system, async () => {
      const due = await this.database.query<{ id: string; tries: number }>(
        `SELECT id, tries FROM verification_request WHERE state = 'WAITING' AND next_try_at <= $1
          ORDER BY next_try_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
        [this.clock.now()],
      );
      for (const row of due) {
        const state = requestStates.next('WAITING', 'wake') ?? 'QUEUED';
        await this.database
          .rows(VerificationRequestRow)
          .update({ id: row.id }, { state, nextTryAt: null, version: () => 'version + 1' });
        await this.journal.append(system, queuedEntry(row));
      }
    });
  }

  private async moveOn(asker: Actor, request: VerificationRequestRow, run: VerificationRun): Promise<void> {
    const tries = request.tries + 1;
    const nextTryAt = isToBeTriedLater(run.report) ? nextTryAfter(tries, this.clock.now()) : null;
    const state = requestStates.next('QUEUED', nextTryAt ? 'postpone' : 'conclude') ?? 'DONE';
    const { affected } = await this.database
      .rows(VerificationRequestRow)
      .update(
        { id: request.id, version: request.version },
        { state, tries, nextTryAt, runId: run.id, version: request.version + 1 },
      );
    if (affected !== 1) throw new Error('the request was moved on by somebody else');
    await this.journal.append(asker, {
      stream: 'verification',
      streamId: request.id,
      type: 'verification.made',
      payload: { requestId: request.id, runId: run.id, conclusion: run.report.conclusion, state },
    });
  }

  private async releaseIfDone(system: Actor, id: string): Promise<void> {
    const row = await this.database.transaction(system, () =>
      this.database.rows(VerificationRequestRow).findOneBy({ id }),
    );
    if (row?.state === 'DONE' && row.keptUntil === null) await this.files.release(id);
  }
}
