import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { ANNULLED, ANNULMENT_REFUSED, DATA_CORRECTED } from '../../domain/annulment';
import { annulmentRefusals } from '../../domain/annulment.refusals';
import { AnnulmentDecisionRow, AnnulmentRequestRow } from '../../infrastructure/annulment.rows';
import { RegistrationStream } from '../registration-stream';
import { IndexRegister } from '../search/index-register.use-case';

export interface AnnulmentsDecided {
  readonly requestIds: readonly string[];
  readonly granted: boolean;
  /** The act that authorises it; needed to grant. */
  readonly actReference?: string;
  readonly note?: string;
}

/** The records manager or the vicar decides, one request or many with one act: all of them, or none. */
@Injectable()
export class DecideAnnulments {
  constructor(
    private readonly database: Database,
    private readonly stream: RegistrationStream,
    private readonly index: IndexRegister,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, decided: AnnulmentsDecided): Promise<Result<{ readonly count: number }>> {
    const actReference = decided.actReference?.trim() ?? '';
    if (decided.granted && actReference === '') return refuse(annulmentRefusals.ACT_MISSING());
    const ids = [...new Set(decided.requestIds)];
    return this.database.transaction(actor, async () => {
      const requests = await this.database
        .rows(AnnulmentRequestRow)
        .find({ where: { id: In(ids), aooId: actor.aooId }, order: { registrationId: 'ASC' } });
      if (requests.length < ids.length) return refuse(annulmentRefusals.ANNULMENT_NOT_FOUND());
      // In one order, whoever decides: two who decide at once wait for each other, and do not lock each other out.
      for (const { registrationId } of requests) await this.stream.lock(registrationId);
      if (await this.database.rows(AnnulmentDecisionRow).existsBy({ requestId: In(ids) }))
        return refuse(annulmentRefusals.ANNULMENT_DECIDED());
      for (const request of requests) {
        if (decided.granted && (await this.isAnnulled(request.registrationId)))
          return refuse(annulmentRefusals.ALREADY_ANNULLED());
        await this.write(actor, request, { ...decided, actReference });
      }
      if (decided.granted) await this.index.refresh(requests.map(({ registrationId }) => registrationId));
      return accept({ count: requests.length });
    });
  }

  private isAnnulled(registrationId: string): Promise<boolean> {
    return this.database
      .rows(AnnulmentDecisionRow)
      .existsBy({ registrationId, granted: true, scope: 'WHOLE' });
  }

  private async write(
    actor: Actor,
    request: AnnulmentRequestRow,
    { granted, actReference, note }: AnnulmentsDecided,
  ): Promise<void> {
    if (actor.personId === null) throw new Error('an annulment is decided by a person');
    const now = this.clock.now();
    await this.database.rows(AnnulmentDecisionRow).insert({
      requestId: request.id,
      bodyId: actor.bodyId,
      registrationId: request.registrationId,
      scope: request.scope,
      granted,
      actReference: granted ? (actReference ?? null) : null,
      note: note ?? null,
      decidedBy: actor.personId,
      decidedAt: now,
      decidedOn: legalDate(now),
    });
    await this.stream.append(actor, request.registrationId, {
      type: granted ? (request.scope === 'WHOLE' ? ANNULLED : DATA_CORRECTED) : ANNULMENT_REFUSED,
      payload: {
        requestId: request.id,
        scope: request.scope,
        corrections: JSON.stringify(request.corrections),
        reason: request.reason,
        ...(granted && { actReference: actReference ?? '' }),
        ...(note !== undefined && { note }),
      },
    });
  }
}
