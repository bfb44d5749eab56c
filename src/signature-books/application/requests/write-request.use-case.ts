import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoContent } from '../../../documents';
import { endOfLegalDay } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { PROTOCOL } from '../../domain/registers-wanted';
import { PLAIN_POLICY } from '../../domain/type-policy';
import { RouteStepRow, type SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { type Judged, JudgeRequest } from './judge-request';
import { WriteRoute } from '../routes/write-route';
import type { RequestContent } from './request-content';

/** Writes a draft, or writes it anew while it is one. What is wrong is refused here, before anybody waits for it. */
@Injectable()
export class WriteRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly judge: JudgeRequest,
    private readonly plichi: Plichi,
    private readonly route: WriteRoute,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(actor: Actor, content: RequestContent): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const judged = await this.judge.execute(actor, content);
      if (!judged.ok) return judged;
      const plicoId = await this.plichi.create(actor, plicoOf(content));
      const request = this.rowOf(actor, content, { ...judged.value, plicoId });
      await this.requests.insert(actor, request);
      const route = await this.route.execute(actor, request, content);
      if (!route.ok) return route;
      return accept(request);
    });
  }

  async rewrite(
    actor: Actor,
    id: string,
    version: number,
    content: RequestContent,
  ): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(id);
      if (request?.requesterId !== actor.personId) return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      if (request.state !== 'DRAFT') return refuse(refusals.NOT_ALLOWED_NOW({ state: request.state }));
      const judged = await this.judge.execute(actor, content);
      if (!judged.ok) return judged;
      const { book } = judged.value;
      await this.plichi.rewrite(actor, request.plicoId, request.revision, plicoOf(content));
      await this.database.rows(RouteStepRow).delete({ requestId: id, revision: request.revision });
      const route = await this.route.execute(actor, request, content);
      if (!route.ok) return route;
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.rewritten', payload: { subject: content.subject } },
        {
          subject: content.subject,
          bookId: content.bookId,
          officeId: book.officeId,
          ...registeringOf(content, judged.value),
          urgent: content.urgent,
          dueOn: content.dueOn ?? null,
          ...timesOf(content),
          documentTypeId: content.documentTypeId ?? book.documentTypeId,
          checkFailures: [],
        },
      );
      return accept(request);
    });
  }

  private rowOf(
    actor: Actor,
    content: RequestContent,
    { plicoId, ...judged }: Judged & { readonly plicoId: string },
  ): SigningRequestRow {
    const { book } = judged;
    const now = this.clock.now();
    return {
      id: newId(),
      bodyId: actor.bodyId,
      aooId: actor.aooId,
      bookId: book.id,
      officeId: book.officeId,
      plicoId,
      subject: content.subject,
      state: 'DRAFT',
      revision: 1,
      version: 0,
      requesterId: actor.personId ?? '',
      ...registeringOf(content, judged),
      urgent: content.urgent,
      dueOn: content.dueOn ?? null,
      ...timesOf(content),
      documentTypeId: content.documentTypeId ?? book.documentTypeId,
      policy: PLAIN_POLICY,
      question: null,
      suspendedAt: null,
      numberingAsked: false,
      numberWanted: false,
      annulledAt: null,
      annulmentClosedAt: null,
      edition: 1,
      blockedCode: null,
      blockedSince: null,
      checkFailures: [],
      returnReason: null,
      registrationId: null,
      registrationNumber: null,
      registeredOn: null,
      createdAt: now,
      updatedAt: now,
    };
  }
}

/** The request ends at the end of its last day, as Rome counts it. */
function timesOf({ dueOn, urgent, urgentReason, amount }: RequestContent) {
  return {
    expiresAt: dueOn ? endOfLegalDay(dueOn) : null,
    urgentReason: urgent ? (urgentReason ?? null) : null,
    amount: amount === undefined ? null : amount.toFixed(2),
  };
}

function plicoOf({ mainDocumentId, annexes }: RequestContent): PlicoContent {
  return { mainDocumentId, annexes };
}

/** What the protocol is told is asked once, when the request is written, where a register will number the act. */
function registeringOf(
  { registration }: RequestContent,
  { registers }: Judged,
): Pick<SigningRequestRow, 'withProtocol' | 'registration'> {
  return {
    withProtocol: registers.includes(PROTOCOL),
    registration: registers.length > 0 ? (registration ?? null) : null,
  };
}
