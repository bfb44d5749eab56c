import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { ClerkAction, DispatchState } from '../../domain/dispatch';
import { dispatchRefusals } from '../../domain/dispatch.refusals';
import { DispatchRow } from '../../infrastructure/dispatch/dispatch.rows';
import { Registrations } from '../registrations';
import { DispatchMoves } from './dispatch-moves';

export interface ClerkRecord {
  readonly action: ClerkAction;
  readonly version: number;
  /** How it went: registered letter, by hand, messenger… */
  readonly means?: string;
  /** Day of the fact, `YYYY-MM-DD`. */
  readonly on?: string;
  /** Number of the registered letter, receipt, who took it; the reason of a withdrawal. */
  readonly proof?: string;
}

/** What a clerk does about a dispatch: recorded with means, day and proof. */
@Injectable()
export class RecordDispatch {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly moves: DispatchMoves,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    id: string,
    record: ClerkRecord,
  ): Promise<Result<{ readonly state: DispatchState; readonly version: number }>> {
    if (!this.isProved(record)) return refuse(dispatchRefusals.PROOF_MISSING());
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(DispatchRow).findOneBy({ id, aooId: actor.aooId });
      if (!row || !(await this.registrations.entryFor(actor, row.registrationId)))
        return refuse(dispatchRefusals.DISPATCH_NOT_FOUND());
      const { action, means, on, proof } = record;
      const detail = { ...(means && { means }), ...(on && { on }), ...(proof && { proof }) };
      const moved = row.version === record.version && (await this.moves.move(actor, row, { action, detail }));
      if (!moved) return refuse(dispatchRefusals.DISPATCH_MOVED_ON());
      const after = await this.database.rows(DispatchRow).findOneByOrFail({ id });
      return accept({ state: after.state, version: after.version });
    });
  }

  private isProved({ action, means = '', on, proof = '' }: ClerkRecord): boolean {
    if (action === 'RETRY') return true;
    if (proof.trim() === '') return false;
    if (action === 'WITHDRAW') return true;
    const isPast = on !== undefined && on <= legalDate(this.clock.now());
    return isPast && (action !== 'RECORD_SENT' || means.trim() !== '');
  }
}
