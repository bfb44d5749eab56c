import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Plichi } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import * as course from '../../domain/course-of-request';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import type { SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { CheckRequest, copyRoute } from './check-request.use-case';
import { signaturesUnderWay } from '../signatures/signatures-under-way';

type Outcome = Promise<Result<SigningRequestRow>>;

/** What people do with a request that is under way, as its drafter, its signer, its office's head or who was asked. */
@Injectable()
export class ChangeRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly dossiers: Dossiers,
    private readonly plichi: Plichi,
    private readonly check: CheckRequest,
  ) {}

  /** T21, T21a, or out of the checks (T3a). Once a signature exists a signer or the head of the office must order it. */
  async recall(actor: Actor, id: string, version: number, reason: string): Outcome {
    return this.onRequest(actor, id, version, async (open) => {
      const { row, dossier } = open;
      const { embedding, waitingOf } = await signaturesUnderWay(this.database, row);
      const isSigner = hasSigned(open, actor) || waitingOf.includes(actor.personId ?? '');
      const isHead = isHeadOf(actor, row);
      if (row.requesterId !== actor.personId && !isHead && !isSigner) return refuse(refusals.NOT_FOUND());
      if (row.state === 'CHECKING') {
        await this.check.backToDraft(actor, row, []);
        return accept(true);
      }
      const isSigned = waitingOf.length > 0 && !isHead && !isSigner;
      if (embedding || isSigned) return refuse(refusals.SIGNATURE_IN_PROGRESS());
      if (row.state === 'SIGNED' && !isSigner) return refuse(refusals.SIGNATURE_IN_PROGRESS());
      return row.state === 'SIGNED'
        ? course.undoSigned(dossier, 'recall-signed', reason)
        : course.recall(dossier, reason, isHead || isSigner);
    });
  }

  /** T22: the next revision of the same request; the earlier one stays readable with its signatures. */
  async revise(actor: Actor, id: string, version: number): Outcome {
    return this.byDrafter(actor, id, version, async (request) => {
      const earlier = request.revision;
      const outcome = await this.requests.transition(
        actor,
        request,
        'revise',
        { type: 'signing-request.revised', payload: { from: earlier } },
        { revision: earlier + 1, edition: request.edition + 1, expiresAt: null },
      );
      if (!outcome.ok) return outcome;
      await this.plichi.revise(actor, request.plicoId, earlier);
      await copyRoute(this.database, request, earlier);
      return outcome;
    });
  }

  /** T31: by the drafter; of somebody else's request by the records manager, with a reason. */
  async cancel(actor: Actor, id: string, version: number, reason: string): Outcome {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(id);
      const isKeeper = actor.roles.includes('records-manager') && request?.aooId === actor.aooId;
      if (!request || (request.requesterId !== actor.personId && !isKeeper))
        return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      return this.requests.transition(actor, request, 'cancel', {
        type: 'signing-request.cancelled',
        payload: { reason, requesterId: request.requesterId },
      });
    });
  }

  /** T19 */
  async answer(actor: Actor, id: string, version: number, text: string): Outcome {
    return this.onRequest(actor, id, version, ({ dossier, row }) =>
      Promise.resolve(
        row.question && isConcerned(row, actor)
          ? course.answer(dossier, actor.personId ?? '', text)
          : refuse(refusals.NOT_FOUND()),
      ),
    );
  }

  /** T19a */
  async withdrawQuestion(actor: Actor, id: string, version: number): Outcome {
    return this.onRequest(actor, id, version, ({ dossier, row }) =>
      Promise.resolve(
        row.question && isConcerned(row, actor)
          ? course.withdrawQuestion(dossier, actor.personId ?? '')
          : refuse(refusals.NOT_FOUND()),
      ),
    );
  }

  /** T24: by the drafter or the head of the office, before it has expired. */
  async extend(actor: Actor, id: string, version: number, act: { until: Date; reason: string }): Outcome {
    return this.onRequest(actor, id, version, ({ dossier, row }) =>
      Promise.resolve(
        row.requesterId === actor.personId || isHeadOf(actor, row)
          ? course.extend(dossier, act.until, act.reason)
          : refuse(refusals.NOT_FOUND()),
      ),
    );
  }

  private async onRequest(
    actor: Actor,
    id: string,
    version: number,
    work: (open: OpenDossier) => Promise<Result<unknown>>,
  ): Outcome {
    return this.database.transaction(actor, async () => {
      const open = await this.dossiers.lock(id);
      if (!open) return refuse(refusals.NOT_FOUND());
      const isStale = open.row.version !== version;
      const outcome = isStale ? refuse(refusals.CHANGED_MEANWHILE()) : await work(open);
      if (isStale && !isConcerned(open.row, actor) && !isHeadOf(actor, open.row) && !hasSigned(open, actor))
        return refuse(refusals.NOT_FOUND());
      if (!outcome.ok) return outcome;
      await this.dossiers.save(actor, open);
      return accept(open.row);
    });
  }

  private async byDrafter(
    actor: Actor,
    id: string,
    version: number,
    work: (request: SigningRequestRow) => Outcome,
  ): Outcome {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(id);
      if (request?.requesterId !== actor.personId) return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      return work(request);
    });
  }
}

function isHeadOf(actor: Actor, row: SigningRequestRow): boolean {
  return actor.roles.includes('office-head') && actor.officeIds.includes(row.officeId);
}

function isConcerned({ question, requesterId }: SigningRequestRow, { personId }: Actor): boolean {
  return [requesterId, question?.askerId, question?.addresseeId].includes(personId ?? '');
}

function hasSigned({ tasks }: OpenDossier, { personId }: Actor): boolean {
  return tasks.some((task) => task.kind === 'SIGN' && task.state === 'DONE' && task.actedBy === personId);
}
