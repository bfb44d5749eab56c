import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { takeNumber } from '../domain/course-of-request';
import { Dossiers } from '../infrastructure/dossiers';
import { SigningRequestRow } from '../infrastructure/request.rows';
import { SigningRequests } from '../infrastructure/signing-requests';
import { requestOfKey } from './ask-number.use-case';

export interface CommittedNumber {
  readonly registrationId: string;
  readonly key: string;
  readonly number: string;
  readonly registeredOn: string;
}

/** What later modules made reaches the request as events, each once: its state already says whether it was taken. */
@Injectable()
export class FollowRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly dossiers: Dossiers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** T27: the second transaction of a number, idempotent by its key. */
  async takeNumber(system: Actor, committed: CommittedNumber): Promise<void> {
    const place = requestOfKey(committed.key);
    if (!place) return; // asked for by somebody else
    const open = await this.dossiers.lock(place.requestId);
    if (!open || open.row.revision !== place.revision) return;
    const { registrationId: id, number, registeredOn } = committed;
    const { row, dossier } = open;
    const wasArchived = row.state === 'ARCHIVED';
    const taken = takeNumber(dossier, { id, number, registeredOn, subject: row.subject });
    if (!taken.ok) return;
    Object.assign(row, { registrationNumber: number, registeredOn, withProtocol: true });
    // Its package was made before it bore a number, and stays; the registration stands in the register.
    if (wasArchived)
      dossier.moveRequest('archive', { type: 'signing-request.archived', payload: { packageSha256: null } });
    await this.dossiers.save(system, open);
  }

  /** T29: every dispatch of the registration has arrived. */
  async deliver(system: Actor, registrationId: string): Promise<void> {
    const found = await this.database.rows(SigningRequestRow).findOneBy({ registrationId });
    const request = found && (await this.requests.lock(found.id));
    if (!request) return;
    await this.requests.transition(system, request, 'deliver', {
      type: 'signing-request.delivered',
      payload: { registrationId },
    });
  }

  /** T28: annulment is a state of the registration; the request shows it, and that somebody chooses what follows. */
  async showAnnulled(system: Actor, registrationId: string): Promise<void> {
    const found = await this.database.rows(SigningRequestRow).findOneBy({ registrationId });
    const request = found && (await this.requests.lock(found.id));
    if (!request || request.annulledAt) return;
    await this.requests.note(
      system,
      request,
      { type: 'signing-request.registration-annulled', payload: { registrationId } },
      { annulledAt: this.clock.now() },
    );
  }

  /** The act is not packed, for what its verification says: it is shown as held, with the reason, and stays registered. */
  async hold(system: Actor, requestId: string, reason: string): Promise<void> {
    const request = await this.requests.lock(requestId);
    if (!request || request.blockedCode === 'PACKAGE_WITHHELD') return;
    await this.requests.note(
      system,
      request,
      { type: 'signing-request.blocked', payload: { code: 'PACKAGE_WITHHELD', reason } },
      { blockedCode: 'PACKAGE_WITHHELD', blockedSince: this.clock.now() },
    );
  }

  /** T30 and T26a: the package is in the store, nothing is left to do. */
  async archive(system: Actor, requestId: string, packageSha256: string): Promise<void> {
    const request = await this.requests.lock(requestId);
    if (!request) return;
    const action = request.registrationId ? 'archive' : 'archive-unregistered';
    await this.requests.transition(
      system,
      request,
      action,
      {
        type: 'signing-request.archived',
        payload: { packageSha256 },
      },
      request.blockedCode === 'PACKAGE_WITHHELD' ? { blockedCode: null, blockedSince: null } : {},
    );
  }
}
