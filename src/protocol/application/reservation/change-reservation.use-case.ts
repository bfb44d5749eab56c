import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { protocolRefusals } from '../../domain/protocol.refusals';
import type { AccessList } from '../../domain/registration';
import { RegistrationReservationRow } from '../../infrastructure/registration-parts.rows';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { IndexRegister } from '../search/index-register.use-case';

export const RESERVATION_CHANGED = 'registration.reservation-changed';

/**
 * The records manager decides who may open an entry from now on: a row of its own with the reason, beside what was
 * registered. Search, lists and proposals follow in the same commit.
 */
@Injectable()
export class ChangeReservation {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly index: IndexRegister,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `list` null: reserved no more. */
  async execute(
    actor: Actor,
    registrationId: string,
    { list, reason }: { readonly list: AccessList | null; readonly reason: string },
  ): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      if (!(await this.registrations.entryFor(actor, registrationId)))
        return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const rows = this.database.rows(RegistrationReservationRow);
      const last = await rows.findOne({ where: { registrationId }, order: { sequence: 'DESC' } });
      const personIds = [...(list?.personIds ?? [])];
      const officeIds = [...(list?.officeIds ?? [])];
      await rows.insert({
        registrationId,
        sequence: (last?.sequence ?? 0) + 1,
        bodyId: actor.bodyId,
        reserved: list !== null,
        personIds,
        officeIds,
        reason,
        decidedBy: actor.personId,
        decidedAt: this.clock.now(),
      });
      await this.stream.append(actor, registrationId, {
        type: RESERVATION_CHANGED,
        payload: { reserved: list !== null, personIds, officeIds, reason },
      });
      await this.index.refresh([registrationId]);
      return accept(null);
    });
  }
}
