import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal, type JournalPayload } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import {
  ARRIVAL_BROUGHT_BACK,
  ARRIVAL_EXCLUDED,
  ARRIVAL_REGISTERED,
  ARRIVAL_STREAM,
  keyOfArrival,
} from '../../domain/arrivals/arrival';
import { arrivalStates } from '../../domain/arrivals/arrival.states';
import { arrivalsRefusals } from '../../domain/arrivals/arrivals.refusals';
import { ArrivalRow, ExclusionRow } from '../../infrastructure/arrivals/arrival.rows';
import { RegistrationRow } from '../../infrastructure/registration.row';

type Action = 'register' | 'exclude' | 'bring-back';
type Change = Partial<Pick<ArrivalRow, 'registrationId' | 'exclusionId' | 'exclusionNote'>>;

interface Move {
  readonly action: Action;
  readonly type: string;
  readonly change: Change;
  readonly payload: JournalPayload;
}

/** Sets an arrival aside with its reason, brings it back, or writes the number beside it that the register gave. */
@Injectable()
export class MoveArrival {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async exclude(
    actor: Actor,
    id: string,
    given: { exclusionId: string; note: string },
  ): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const exclusion = await this.exclusionInForce(actor, given.exclusionId);
      if (!exclusion) return refuse(arrivalsRefusals.EXCLUSION_UNKNOWN());
      return this.move(actor, id, {
        action: 'exclude',
        type: ARRIVAL_EXCLUDED,
        change: { exclusionId: exclusion.id, exclusionNote: given.note },
        payload: { code: exclusion.code, title: exclusion.title, note: given.note },
      });
    });
  }

  async bringBack(actor: Actor, id: string, reason: string): Promise<Result<null>> {
    return this.database.transaction(actor, () =>
      this.move(actor, id, {
        action: 'bring-back',
        type: ARRIVAL_BROUGHT_BACK,
        change: { exclusionId: null, exclusionNote: null },
        payload: { reason },
      }),
    );
  }

  /** Written once, however often it is asked: the number itself is the register's. */
  async noteNumber(actor: Actor, id: string, registrationId: string): Promise<void> {
    await this.database.transaction(actor, () =>
      this.move(actor, id, {
        action: 'register',
        type: ARRIVAL_REGISTERED,
        change: { registrationId },
        payload: { registrationId },
      }),
    );
  }

  private async move(
    actor: Actor,
    id: string,
    { action, type, change, payload }: Move,
  ): Promise<Result<null>> {
    const row = await this.database.rows(ArrivalRow).findOneBy({ id, aooId: actor.aooId });
    if (!row) return refuse(arrivalsRefusals.NOT_FOUND());
    const state = arrivalStates.next(row.state, action);
    if (!state) return refuse(whyNot(row, action));
    if (action !== 'register' && (await this.hasNumber(row)))
      return refuse(arrivalsRefusals.ALREADY_REGISTERED());
    const outcome = await this.database
      .rows(ArrivalRow)
      .update({ id, version: row.version }, { ...change, state, version: row.version + 1 });
    if (outcome.affected !== 1) return refuse(arrivalsRefusals.NOT_FOUND());
    await this.journal.append(actor, {
      stream: ARRIVAL_STREAM,
      streamId: id,
      type,
      payload: { arrivalId: id, ...payload },
    });
    return accept(null);
  }

  /** A number may be there that is not yet written beside the arrival. */
  private async hasNumber({ aooId, id }: ArrivalRow): Promise<boolean> {
    return this.database.rows(RegistrationRow).existsBy({ aooId, key: keyOfArrival(id) });
  }

  private async exclusionInForce({ aooId }: Actor, id: string): Promise<ExclusionRow | null> {
    const today = legalDate(this.clock.now());
    const row = await this.database.rows(ExclusionRow).findOneBy({ id, aooId });
    return row && row.validFrom <= today && (row.validTo === null || row.validTo >= today) ? row : null;
  }
}

function whyNot({ state }: ArrivalRow, action: Action): Refusal {
  if (state === 'REGISTERED') return arrivalsRefusals.ALREADY_REGISTERED();
  return action === 'bring-back' ? arrivalsRefusals.NOT_EXCLUDED() : arrivalsRefusals.IS_EXCLUDED();
}
