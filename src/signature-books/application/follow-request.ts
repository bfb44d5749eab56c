import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import type { Actor } from '../../platform/identity';
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
    private readonly requests: SigningRequests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** T27: the second transaction of a number, idempotent by its key. */
  async takeNumber(system: Actor, committed: CommittedNumber): Promise<void> {
    const place = requestOfKey(committed.key);
    if (!place) return; // asked for by somebody else
    const request = await this.requests.lock(place.requestId);
    if (!request || request.revision !== place.revision || request.state !== 'SIGNED') return;
    const { registrationId, number, registeredOn } = committed;
    await this.requests.transition(
      system,
      request,
      'register',
      {
        type: 'signing-request.registered',
        payload: {
          registrationId,
          number,
          registeredOn,
          requesterId: request.requesterId,
          subject: request.subject,
        },
      },
      { registrationId, registrationNumber: number, registeredOn, blockedCode: null, blockedSince: null },
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
    const action = request.withProtocol ? 'archive' : 'archive-unregistered';
    await this.requests.transition(system, request, action, {
      type: 'signing-request.archived',
      payload: { packageSha256 },
    });
  }
}
