import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { Dispatches } from '../../../protocol';
import { showAnnulled, takeNumber } from '../../domain/automatic-steps';
import { Dossiers } from '../../infrastructure/dossiers';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { RequestNumberRow } from '../../infrastructure/number.row';
import { requestOfKey } from '../numbers/numbering-keys';

export interface CommittedNumber {
  readonly registrationId: string;
  readonly key: string;
  readonly number: string;
  readonly registeredOn: string;
}

export interface BuiltPackage {
  readonly requestId: string;
  readonly sha256: string;
  readonly edition?: number | undefined;
}

/** What later modules made reaches the request as events, each once: its state already says whether it was taken. */
@Injectable()
export class FollowRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly dossiers: Dossiers,
    private readonly dispatches: Dispatches,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** T27: the second transaction of a number, idempotent by its key. */
  async takeNumber(system: Actor, committed: CommittedNumber): Promise<void> {
    const requestId = requestOfKey(committed.key);
    const open = requestId ? await this.dossiers.lock(requestId) : null;
    const asked = open?.dossier.numbers.find((own) => own.key === committed.key);
    if (!open || !asked) return; // asked for by somebody else
    const { registrationId: id, number, registeredOn } = committed;
    const taken = takeNumber(open.dossier, asked, { id, number, registeredOn });
    if (taken.ok) await this.dossiers.save(system, open);
  }

  /** T29: every dispatch of the registration has arrived. An archived act stays archived, and its story says it. */
  async deliver(system: Actor, registrationId: string): Promise<void> {
    const found = await this.database.rows(SigningRequestRow).findOneBy({ registrationId });
    const request = found && (await this.requests.lock(found.id));
    if (!request || !(await this.dispatches.haveArrived(registrationId))) return;
    const event = { type: 'signing-request.delivered', payload: { registrationId } };
    if (request.state === 'ARCHIVED') await this.requests.note(system, request, event);
    else await this.requests.transition(system, request, 'deliver', event);
  }

  /** T28 */
  async showAnnulled(system: Actor, registrationId: string): Promise<void> {
    const found = await this.database.rows(RequestNumberRow).findOneBy({ registrationId });
    const open = found && (await this.dossiers.lock(found.requestId));
    if (open && showAnnulled(open.dossier, registrationId).ok) await this.dossiers.save(system, open);
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

  /** T30 and T26a: the package is in the store, nothing is left to do. One of an earlier edition says nothing of this one. */
  async archive(system: Actor, { requestId, sha256: packageSha256, edition }: BuiltPackage): Promise<void> {
    const request = await this.requests.lock(requestId);
    if (!request || (edition ?? 1) < request.edition) return;
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
