import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import { Plichi } from '../../documents';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import type { ItemState } from '../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import type { SigningRequestRow } from '../infrastructure/request.rows';
import { SigningRequests } from '../infrastructure/signing-requests';
import { CheckRequest, copyRoute } from './check-request.use-case';
import { RouteProgress } from './route-progress';

/** What the drafter does with a request that is under way: takes it back, begins it anew, gives it up. */
@Injectable()
export class ChangeRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly progress: RouteProgress,
    private readonly plichi: Plichi,
    private readonly check: CheckRequest,
  ) {}

  /** T21, or out of the checks (T3a). Once a signature exists only the rules for signed acts take it back. */
  async recall(
    actor: Actor,
    id: string,
    version: number,
    reason: string,
  ): Promise<Result<SigningRequestRow>> {
    return this.byDrafter(actor, id, version, async (request) => {
      if (request.state === 'CHECKING') {
        await this.check.backToDraft(actor, request, []);
        return { ok: true, value: request };
      }
      if (await this.hasItems(request, ['RUNNING', 'OK'])) return refuse(refusals.SIGNATURE_IN_PROGRESS());
      const outcome = await this.requests.transition(
        actor,
        request,
        'recall',
        { type: 'signing-request.recalled', payload: { reason } },
        { returnReason: reason },
      );
      if (outcome.ok) await this.progress.close(request);
      return outcome;
    });
  }

  /** T22: the next revision of the same request; the earlier one stays readable with its signatures. */
  async revise(actor: Actor, id: string, version: number): Promise<Result<SigningRequestRow>> {
    return this.byDrafter(actor, id, version, async (request) => {
      const earlier = request.revision;
      const outcome = await this.requests.transition(
        actor,
        request,
        'revise',
        { type: 'signing-request.revised', payload: { from: earlier } },
        { revision: earlier + 1 },
      );
      if (!outcome.ok) return outcome;
      await this.plichi.revise(actor, request.plicoId, earlier);
      await copyRoute(this.database, request, earlier);
      return outcome;
    });
  }

  async cancel(
    actor: Actor,
    id: string,
    version: number,
    reason: string,
  ): Promise<Result<SigningRequestRow>> {
    return this.byDrafter(actor, id, version, (request) =>
      this.requests.transition(actor, request, 'cancel', {
        type: 'signing-request.cancelled',
        payload: { reason },
      }),
    );
  }

  /** True when the value of a signature exists and is being embedded: it must not be thrown away. */
  async isSignatureUnderWay(request: SigningRequestRow): Promise<boolean> {
    return this.hasItems(request, ['RUNNING']);
  }

  private async hasItems(request: SigningRequestRow, states: readonly ItemState[]): Promise<boolean> {
    const found = await this.database.query<{ found: boolean }>(
      `SELECT true AS found FROM signing_item item JOIN task ON task.id = item.task_id
        WHERE item.request_id = $1 AND task.revision = $2 AND item.state = ANY($3) LIMIT 1`,
      [request.id, request.revision, states],
    );
    return found.length > 0;
  }

  private async byDrafter(
    actor: Actor,
    id: string,
    version: number,
    work: (request: SigningRequestRow) => Promise<Result<SigningRequestRow>>,
  ): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(id);
      if (request?.requesterId !== actor.personId) return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      return work(request);
    });
  }
}
