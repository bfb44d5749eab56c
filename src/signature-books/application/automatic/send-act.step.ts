import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OpenDispatches } from '../../../protocol';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import type { AutomaticStep, AutomaticWork, Made } from './automatic-step.port';

/** A way to each recipient is opened, by the channel that is proposed for him; the protocol sends, and tells what arrived. */
@Injectable()
export class SendActStep implements AutomaticStep {
  readonly kind = 'SEND';

  constructor(
    private readonly database: Database,
    private readonly dispatches: OpenDispatches,
  ) {}

  /** Opened already by an earlier try, or by a clerk: the act is on its way, and the step is done. */
  async perform(system: Actor, { requestId }: AutomaticWork): Promise<Result<Made>> {
    const request = await this.database.transaction(system, () =>
      this.database.rows(SigningRequestRow).findOneByOrFail({ id: requestId }),
    );
    const { registrationId, requesterId, aooId, officeId } = request;
    if (!registrationId) return refuse(refusals.NO_NUMBER_YET());
    // For the drafter, who asked for it by the route; by the register's right, for he may not open the entry himself.
    const roles = ['protocol-operator'];
    const sender: Actor = { ...system, aooId, personId: requesterId, officeIds: [officeId], roles };
    const opened = await this.dispatches.execute(sender, registrationId, { items: [] });
    if (opened.ok) return accept({ outcome: { registrationId, dispatches: opened.value.ids.length } });
    return opened.refusal.code === 'PROTOCOL_RECIPIENT_HAS_DISPATCH'
      ? accept({ outcome: { registrationId, dispatches: null } })
      : opened;
  }
}
