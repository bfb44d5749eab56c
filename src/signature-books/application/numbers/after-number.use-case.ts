import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { waitsForNumber } from '../../domain/automatic-steps';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import type { RegistrationData, SigningRequestRow } from '../../infrastructure/request.rows';
import { NumberIntents } from './number-intents';

type Outcome = Promise<Result<SigningRequestRow>>;

/** What clerks do with an act that bears a number: deliver it by hand, and decide what follows when it is annulled. */
@Injectable()
export class AfterNumber {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly intents: NumberIntents,
    private readonly structure: Structure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** T29a: delivered by hand, by post, or seen by the clerk to have arrived. */
  async recordDelivery(
    actor: Actor,
    id: string,
    version: number,
    how: { readonly reason: string; readonly deliveredOn: string },
  ): Outcome {
    return this.onRequest(actor, id, version, ({ dossier, row }) => {
      if (row.annulledAt) return refuse(refusals.REGISTRATION_IS_ANNULLED());
      return dossier.moveRequest('deliver', {
        type: 'signing-request.delivered',
        payload: { registrationId: row.registrationId, reason: how.reason, deliveredOn: how.deliveredOn },
      });
    });
  }

  /** T28: a new number for the same act; the annulled one stays readable, and the new entry names it. */
  async registerAgain(actor: Actor, id: string, version: number, registration: RegistrationData): Outcome {
    return this.onRequest(actor, id, version, async (open) => {
      const { dossier, row } = open;
      const again = dossier.numbers.find((own) => own.againOf !== null && own.againOf === row.registrationId);
      const isUnderWay = again !== undefined && row.blockedCode === null;
      const isAnnulled = row.registrationId && row.annulledAt && !row.annulmentClosedAt;
      if (!isAnnulled || isUnderWay || !waitsForNumber(row))
        return refuse(refusals.NOTHING_TO_REGISTER_AGAIN());
      const code = registration.classificationCode;
      if (!(await this.structure.isClassification(row.aooId, code)))
        return refuse(refusals.UNKNOWN_CLASSIFICATION({ code }));
      const register = dossier.numbers.find((own) => own.registrationId === row.registrationId)?.register;
      await this.intents.write(open, {
        register: register ?? 'PROTOCOL',
        stepId: null,
        againOf: row.registrationId,
      });
      Object.assign(row, { registration, blockedCode: null, blockedSince: null });
      dossier.note({
        type: 'signing-request.number-due',
        payload: { numbering: 'PROTOCOL', againOf: row.registrationId },
      });
      return accept(true);
    });
  }

  /** T28: the annulled act stays as it is; nothing more is to be registered. */
  async closeAnnulment(actor: Actor, id: string, version: number, reason: string): Outcome {
    return this.onRequest(actor, id, version, ({ dossier, row }) => {
      const isUnderWay = dossier.numbers.some(
        (own) => own.againOf !== null && own.againOf === row.registrationId,
      );
      if (!row.annulledAt || row.annulmentClosedAt || isUnderWay)
        return refuse(refusals.NOTHING_TO_REGISTER_AGAIN());
      row.annulmentClosedAt = this.clock.now();
      dossier.note({ type: 'signing-request.annulment-closed', payload: { reason } });
      return accept(true);
    });
  }

  private async onRequest(
    actor: Actor,
    id: string,
    version: number,
    work: (open: OpenDossier) => Result<unknown> | Promise<Result<unknown>>,
  ): Outcome {
    return this.database.transaction(actor, async () => {
      const open = await this.dossiers.lock(id);
      if (open?.row.aooId !== actor.aooId) return refuse(refusals.NOT_FOUND());
      if (open.row.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      const outcome = await work(open);
      if (!outcome.ok) return outcome;
      await this.dossiers.save(actor, open);
      return accept(open.row);
    });
  }
}
