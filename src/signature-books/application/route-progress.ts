import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { People, type Role } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OPEN_TASK_STATES, type StepKind, taskStates } from '../domain/route.states';
import type { SigningItemRow } from '../infrastructure/batch.rows';
import { RouteStepRow, type SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { SigningRequests } from '../infrastructure/signing-requests';

/** The roles that give the power to act in a step. */
export const POWERS: Readonly<Record<StepKind, readonly Role[]>> = {
  ENDORSE: ['endorser', 'office-head', 'signer'],
  SIGN: ['signer'],
};

/** Moves a request along its route. The caller holds the request's row. */
@Injectable()
export class RouteProgress {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens the first step; the request is in its route. */
  async begin(actor: Actor, request: SigningRequestRow): Promise<void> {
    await this.openNext(actor, request);
  }

  /** Counts a task that was done: the step may be satisfied by it, and the route complete. */
  async advance(actor: Actor, request: SigningRequestRow, stepId: string): Promise<void> {
    const step = await this.database.rows(RouteStepRow).findOneByOrFail({ id: stepId });
    const done = await this.database.rows(TaskRow).countBy({ stepId, state: 'DONE' });
    if (step.state !== 'OPEN' || done < step.minimum) return;
    await this.database.rows(RouteStepRow).update({ id: stepId, state: 'OPEN' }, { state: 'SATISFIED' });
    await this.withdrawTasks(request, [stepId]);
    await this.openNext(actor, request);
  }

  /** Counts one file that was signed; the task is done when every file of it is, one half signed stays with its holder. */
  async countSignature(
    signer: Actor,
    request: SigningRequestRow,
    item: Pick<SigningItemRow, 'taskId' | 'batchId' | 'valueAt'>,
  ): Promise<void> {
    const open = await this.database.query<{ open: boolean }>(
      `SELECT true AS open FROM plico_file file
        WHERE file.plico_id = $1 AND file.revision = $2 AND file.to_sign
          AND NOT EXISTS (SELECT 1 FROM signing_item
                           WHERE task_id = $3 AND plico_file_id = file.id AND state = 'OK') LIMIT 1`,
      [request.plicoId, request.revision, item.taskId],
    );
    if (open.length > 0) return;
    const task = await this.database.rows(TaskRow).findOneByOrFail({ id: item.taskId });
    const state = taskStates.next(task.state, 'sign');
    if (!state) return;
    const done = { state, version: task.version + 1, doneAt: this.clock.now() };
    await this.database.rows(TaskRow).update({ id: task.id, version: task.version }, done);
    const actor = task.capacity ? { ...signer, capacity: task.capacity } : signer;
    await this.requests.note(actor, request, {
      type: 'signing-request.signature-made',
      payload: { taskId: task.id, batchId: item.batchId, valueAt: item.valueAt?.toISOString() ?? null },
    });
    await this.advance(signer, request, task.stepId);
  }

  /** Withdraws everything that is open: the request was returned or recalled. */
  async close(request: SigningRequestRow): Promise<void> {
    const { id: requestId, revision } = request;
    const steps = await this.database
      .rows(RouteStepRow)
      .findBy({ requestId, revision, state: In(['WAITING', 'OPEN']) });
    const ids = steps.map((step) => step.id);
    await this.database.rows(RouteStepRow).update({ id: In(ids) }, { state: 'CLOSED' });
    await this.withdrawTasks(request, ids);
  }

  /** The appointment by which a person may act in a step of this kind today; null when he may not. */
  async power(personId: string, kind: StepKind): Promise<{ capacity: string | null } | null> {
    const appointments = await this.people.appointmentsOf(personId);
    return appointments.find((appointment) => POWERS[kind].includes(appointment.role)) ?? null;
  }

  private async openNext(actor: Actor, request: SigningRequestRow): Promise<void> {
    const { id: requestId, revision } = request;
    const [next] = await this.database
      .rows(RouteStepRow)
      .find({ where: { requestId, revision, state: 'WAITING' }, order: { position: 'ASC' }, take: 1 });
    if (!next) {
      const numbering = request.withProtocol ? 'PROTOCOL' : 'NONE';
      await this.requests.transition(actor, request, 'complete-route', {
        type: 'signing-request.signed',
        payload: { numbering },
      });
      return;
    }
    await this.database.rows(RouteStepRow).update({ id: next.id, state: 'WAITING' }, { state: 'OPEN' });
    await this.openTasks(request, next);
    await this.requests.note(actor, request, {
      type: 'signing-request.step-opened',
      payload: { stepId: next.id, kind: next.kind, holderIds: next.holderIds, subject: request.subject },
    });
  }

  private async openTasks(request: SigningRequestRow, step: RouteStepRow): Promise<void> {
    const openedAt = this.clock.now();
    for (const holderId of step.holderIds) {
      const power = await this.power(holderId, step.kind);
      await this.database.rows(TaskRow).insert({
        id: newId(),
        bodyId: request.bodyId,
        requestId: request.id,
        revision: request.revision,
        stepId: step.id,
        holderId,
        kind: step.kind,
        state: 'PENDING',
        version: 0,
        capacity: power?.capacity ?? null,
        note: null,
        urgent: request.urgent,
        openedAt,
        doneAt: null,
      });
    }
  }

  private async withdrawTasks(request: SigningRequestRow, stepIds: readonly string[]): Promise<void> {
    if (stepIds.length === 0) return;
    await this.database.query(
      `UPDATE task SET state = 'WITHDRAWN', version = version + 1, done_at = $3
        WHERE step_id = ANY($1) AND state = ANY($2)`,
      [stepIds, OPEN_TASK_STATES, this.clock.now()],
    );
    await this.database.query(
      `UPDATE signing_item SET state = 'SKIPPED' FROM task
        WHERE task.id = signing_item.task_id AND task.step_id = ANY($2) AND task.state = 'WITHDRAWN'
          AND signing_item.request_id = $1 AND signing_item.state = 'QUEUED'`,
      [request.id, stepIds],
    );
  }
}
