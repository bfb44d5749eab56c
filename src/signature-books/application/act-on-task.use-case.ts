import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { Plichi } from '../../documents';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { type TaskAction, taskStates } from '../domain/route.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { type SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { SigningRequests } from '../infrastructure/signing-requests';
import { ChangeRequest } from './change-request.use-case';
import { RouteProgress } from './route-progress';

/** What the holder of a task does with it, signatures apart. */
@Injectable()
export class ActOnTask {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly progress: RouteProgress,
    private readonly plichi: Plichi,
    private readonly change: ChangeRequest,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** T6: the bytes seen must be the bytes frozen, and the power in force at this moment. */
  async endorse(
    actor: Actor,
    taskId: string,
    act: { version: number; sha256: string; note?: string | undefined },
  ): Promise<Result<TaskRow>> {
    return this.onOwnTask(actor, taskId, act.version, async (task, request) => {
      const files = (await this.plichi.files([request])).get(request.plicoId) ?? [];
      if (files[0]?.current.sha256 !== act.sha256) return refuse(refusals.NOT_THE_BYTES_YOU_SAW());
      if (!(await this.progress.power(task.holderId, task.kind))) return refuse(refusals.POWER_ENDED());
      const moved = await this.move(task, 'endorse', { note: act.note ?? null, doneAt: this.clock.now() });
      if (!moved.ok) return moved;
      await this.requests.note(withCapacity(actor, task), request, {
        type: 'signing-request.endorsed',
        payload: { taskId, note: act.note ?? null, sha256: act.sha256 },
      });
      await this.progress.advance(actor, request, task.stepId);
      return moved;
    });
  }

  /** T15. Not while a signature is being made: it would be thrown away. */
  async returnRequest(
    actor: Actor,
    taskId: string,
    act: { version: number; reason: string },
  ): Promise<Result<TaskRow>> {
    return this.onOwnTask(actor, taskId, act.version, async (task, request) => {
      if (await this.change.isSignatureUnderWay(request)) return refuse(refusals.SIGNATURE_IN_PROGRESS());
      const moved = await this.move(task, 'return', { note: act.reason, doneAt: this.clock.now() });
      if (!moved.ok) return moved;
      const outcome = await this.requests.transition(
        withCapacity(actor, task),
        request,
        'return',
        {
          type: 'signing-request.returned',
          payload: { taskId, reason: act.reason, requesterId: request.requesterId, subject: request.subject },
        },
        { returnReason: act.reason },
      );
      if (!outcome.ok) return outcome;
      await this.progress.close(request);
      return moved;
    });
  }

  /** T5: a mark has no effect in law; it is kept so that every device of the same person shows it. */
  async mark(
    actor: Actor,
    taskId: string,
    act: { version: number; mark: 'SIGN' | 'RETURN' | null; reason?: string | undefined },
  ): Promise<Result<TaskRow>> {
    if (act.mark === 'RETURN' && !act.reason) return refuse(refusals.REASON_NEEDED());
    return this.onOwnTask(actor, taskId, act.version, async (task) => {
      const action = act.mark === null ? 'unmark' : act.mark === 'SIGN' ? 'mark-sign' : 'mark-return';
      return this.move(task, action, { note: act.reason ?? null });
    });
  }

  private async onOwnTask(
    actor: Actor,
    taskId: string,
    version: number,
    work: (task: TaskRow, request: SigningRequestRow) => Promise<Result<TaskRow>>,
  ): Promise<Result<TaskRow>> {
    return this.database.transaction(actor, async () => {
      const found = await this.database.rows(TaskRow).findOneBy({ id: taskId });
      if (found?.holderId !== actor.personId) return refuse(refusals.NOT_FOUND());
      const request = await this.requests.lock(found.requestId);
      // Read again under the lock of its request: whoever waited for it sees what the other one did.
      const task = await this.database.rows(TaskRow).findOneByOrFail({ id: taskId });
      if (!request || task.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      return work(task, request);
    });
  }

  private async move(task: TaskRow, action: TaskAction, patch: Partial<TaskRow>): Promise<Result<TaskRow>> {
    const state = taskStates.next(task.state, action);
    if (!state) return refuse(refusals.NOT_ALLOWED_NOW({ state: task.state }));
    const change = { ...patch, state, version: task.version + 1 };
    const outcome = await this.database.rows(TaskRow).update({ id: task.id, version: task.version }, change);
    if (outcome.affected !== 1) return refuse(refusals.CHANGED_MEANWHILE());
    return accept(Object.assign(task, change));
  }
}

function withCapacity(actor: Actor, task: TaskRow): Actor {
  return task.capacity ? { ...actor, capacity: task.capacity } : actor;
}
