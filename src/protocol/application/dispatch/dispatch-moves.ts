import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { DISPATCH_MOVED, DISPATCH_STREAM, type DispatchAction, dispatchStates } from '../../domain/dispatch';
import { DispatchAttemptRow, DispatchRow } from '../../infrastructure/dispatch/dispatch.rows';

export interface Move {
  readonly action: DispatchAction;
  readonly code?: string;
  readonly detail?: Readonly<Record<string, string>>;
  readonly nextTryAt?: Date;
}

/** Moves a dispatch along its state table: row-version check, state, what was done, and the journal, in one unit of work. */
@Injectable()
export class DispatchMoves {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when somebody else moved it first, or its state does not allow it. Inside the caller's unit of work. */
  async move(
    actor: Actor,
    dispatch: Pick<DispatchRow, 'id' | 'state' | 'version' | 'registrationId'>,
    { action, code, detail = {}, nextTryAt }: Move,
  ): Promise<boolean> {
    const state = dispatchStates.next(dispatch.state, action);
    if (state === undefined) return false;
    const { id, version, registrationId } = dispatch;
    const at = this.clock.now();
    const updated = await this.database
      .rows(DispatchRow)
      .update(
        { id, version, state: dispatch.state },
        { state, version: version + 1, code: code ?? null, nextTryAt: nextTryAt ?? null, updatedAt: at },
      );
    if (updated.affected !== 1) return false;
    await this.database.rows(DispatchAttemptRow).insert({
      dispatchId: id,
      sequence: version,
      bodyId: actor.bodyId,
      step: action,
      code: code ?? null,
      detail,
      byPerson: actor.personId,
      at,
    });
    await this.journal.append(actor, {
      stream: DISPATCH_STREAM,
      streamId: id,
      type: DISPATCH_MOVED,
      payload: { dispatchId: id, registrationId, action, state, ...(code !== undefined && { code }), detail },
    });
    return true;
  }

  /** The copy that goes on paper can be printed; no move, for what the clerk does about it is. Inside the caller's unit of work. */
  async copyIsReady(dispatchId: string): Promise<void> {
    await this.database
      .rows(DispatchRow)
      .update({ id: dispatchId, printCopy: 'DUE' }, { printCopy: 'READY' });
  }
}
