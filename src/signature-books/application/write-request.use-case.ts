import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoContent } from '../../documents';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { RouteStepRow, type SignatureBookRow, SigningRequestRow } from '../infrastructure/request.rows';
import { REQUEST_STREAM, SigningRequests } from '../infrastructure/signing-requests';
import { JudgeRequest } from './judge-request';
import type { RequestContent } from './request-content';

/** Writes a draft, or writes it anew while it is one. What is wrong is refused here, before anybody waits for it. */
@Injectable()
export class WriteRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly judge: JudgeRequest,
    private readonly plichi: Plichi,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(actor: Actor, content: RequestContent): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const book = await this.judge.execute(actor, content);
      if (!book.ok) return book;
      const plicoId = await this.plichi.create(actor, plicoOf(content));
      const request = this.rowOf(actor, content, book.value, plicoId);
      await this.database.rows(SigningRequestRow).insert(request);
      await this.writeRoute(request, content);
      await this.journal.append(actor, {
        stream: REQUEST_STREAM,
        streamId: request.id,
        type: 'signing-request.written',
        payload: {
          requestId: request.id,
          subject: request.subject,
          bookId: request.bookId,
          aooId: request.aooId,
        },
      });
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
      const book = await this.judge.execute(actor, content);
      if (!book.ok) return book;
      await this.plichi.rewrite(actor, request.plicoId, request.revision, plicoOf(content));
      await this.database.rows(RouteStepRow).delete({ requestId: id, revision: request.revision });
      await this.writeRoute(request, content);
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.rewritten', payload: { subject: content.subject } },
        {
          subject: content.subject,
          bookId: content.bookId,
          officeId: book.value.officeId,
          withProtocol: book.value.withProtocol,
          registration: book.value.withProtocol ? (content.registration ?? null) : null,
          urgent: content.urgent,
          dueOn: content.dueOn ?? null,
          checkFailures: [],
        },
      );
      return accept(request);
    });
  }

  private rowOf(
    actor: Actor,
    content: RequestContent,
    book: SignatureBookRow,
    plicoId: string,
  ): SigningRequestRow {
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
      withProtocol: book.withProtocol,
      registration: book.withProtocol ? (content.registration ?? null) : null,
      urgent: content.urgent,
      dueOn: content.dueOn ?? null,
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

  private async writeRoute(request: SigningRequestRow, content: RequestContent): Promise<void> {
    await this.database.rows(RouteStepRow).insert(
      content.route.map((step, position) => ({
        id: newId(),
        bodyId: request.bodyId,
        requestId: request.id,
        revision: request.revision,
        position,
        kind: step.kind,
        state: 'WAITING' as const,
        minimum: step.minimum ?? new Set(step.holderIds).size,
        holderIds: [...new Set(step.holderIds)],
      })),
    );
  }
}

function plicoOf({ mainDocumentId, annexes }: RequestContent): PlicoContent {
  return { mainDocumentId, annexes };
}
