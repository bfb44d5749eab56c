import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Refusal } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { nextTryAfter, requestStates } from '../domain/verification-request.states';
import { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { isToBeTriedLater, queuedEntry } from './verification-requests';
import type { VerificationRun } from './verification-run';

/** Requests of one round; the next round takes the rest. */
const AT_ONCE = 100;

/** Changes of state of a request, each with its journal row. */
@Injectable()
export class RequestMoves {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is due to be tried again goes back into the queue. */
  async wakeDue(system: Actor): Promise<void> {
    await this.database.transaction(system, async () => {
      const due = await this.database.query<{ id: string; tries: number; batchId: string | null }>(
        `SELECT id, tries, batch_id AS "batchId" FROM verification_request WHERE state = 'WAITING' AND next_try_at <= $1
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

  /** After a run, in its transaction. */
  async moveOn(asker: Actor, request: VerificationRequestRow, run: VerificationRun): Promise<void> {
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

  /** There will be no run. */
  async abandon(asker: Actor, request: VerificationRequestRow, refusal: Refusal): Promise<void> {
    const { id, version } = request;
    const { code, text } = refusal;
    const state = requestStates.next('QUEUED', 'abandon') ?? 'DONE';
    await this.database.transaction(asker, async () => {
      await this.database
        .rows(VerificationRequestRow)
        .update({ id, version }, { state, refusal: { code, text }, keptUntil: null, version: version + 1 });
      await this.journal.append(asker, {
        stream: 'verification',
        streamId: id,
        type: 'verification.abandoned',
        payload: { requestId: id, code },
      });
    });
  }
}
