import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { classificationRefusals } from '../../domain/classification/classification.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { RegistrationClassRow } from '../../infrastructure/classification/classification.rows';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { IndexRegister } from '../search/index-register.use-case';

export const RECLASSIFIED = 'registration.reclassified';

/** Another class for an entry: the registered one stays, and both are shown (AgID, Linee guida 3.1.6). */
@Injectable()
export class Reclassify {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    private readonly index: IndexRegister,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, registrationId: string, code: string, reason: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      await this.stream.lock(registrationId);
      const entry = await this.registrations.entryFor(actor, registrationId);
      if (!entry) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const rows = this.database.rows(RegistrationClassRow);
      const last = await rows.findOne({ where: { registrationId }, order: { sequence: 'DESC' } });
      const before = last?.classificationCode ?? entry.classificationCode;
      if (before === code) return refuse(classificationRefusals.SAME_AS_BEFORE());
      if (!(await this.structure.isClassification(actor.aooId, code)))
        return refuse(protocolRefusals.CLASSIFICATION_UNKNOWN({ code }));
      await rows.insert({
        registrationId,
        sequence: (last?.sequence ?? 0) + 1,
        bodyId: actor.bodyId,
        classificationCode: code,
        reason,
        decidedBy: actor.personId,
        decidedAt: this.clock.now(),
      });
      await this.stream.append(actor, registrationId, {
        type: RECLASSIFIED,
        payload: { before, after: code, reason },
      });
      await this.index.refresh([registrationId]);
      return accept(null);
    });
  }
}
