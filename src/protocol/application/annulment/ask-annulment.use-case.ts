import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { ANNULMENT_ASKED, type AnnulmentScope, type Correction, isAnnulled } from '../../domain/annulment';
import { annulmentRefusals } from '../../domain/annulment.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { AnnulmentRequestRow } from '../../infrastructure/annulment.rows';
import { Registrations } from '../registrations';
import { RegistrationStream } from '../registration-stream';

export interface AnnulmentAsked {
  readonly scope: AnnulmentScope;
  readonly corrections: readonly Correction[];
  readonly reason: string;
}

/** Any operator may ask; nothing changes until the records manager decides (DPR 445/2000 art. 54 and 61). */
@Injectable()
export class AskAnnulment {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    registrationId: string,
    asked: AnnulmentAsked,
  ): Promise<Result<{ readonly requestId: string }>> {
    const { scope, corrections, reason } = asked;
    if ((scope === 'DATA') !== corrections.length > 0) return refuse(annulmentRefusals.CORRECTION_MISSING());
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      const entry = await this.registrations.entryFor(actor, registrationId);
      if (!entry || actor.personId === null) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      if (isAnnulled(entry.annulments)) return refuse(annulmentRefusals.ALREADY_ANNULLED());
      const requestId = newId();
      await this.database.rows(AnnulmentRequestRow).insert({
        id: requestId,
        bodyId: actor.bodyId,
        aooId: actor.aooId,
        registrationId,
        scope,
        corrections: [...corrections],
        reason,
        askedBy: actor.personId,
        askedAt: this.clock.now(),
      });
      await this.stream.append(actor, registrationId, {
        type: ANNULMENT_ASKED,
        payload: { requestId, scope, corrections: JSON.stringify(corrections), reason },
      });
      return accept({ requestId });
    });
  }
}
