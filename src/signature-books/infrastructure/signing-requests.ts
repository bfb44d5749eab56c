import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal, type JournalPayload } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { type RequestAction, type RequestState, requestStates } from '../domain/request.states';
import { signatureBooksRefusals } from '../domain/signature-books.refusals';
import { SigningRequestRow } from './request.rows';

export const REQUEST_STREAM = 'signing-request';

type Patch = Partial<Omit<SigningRequestRow, 'id' | 'bodyId' | 'version' | 'state'>>;

/**
 * Requests under lock: whoever changes one holds its row first, so that its journal has one writer at a time and two
 * people who act at the same instant are served one after the other.
 */
@Injectable()
export class SigningRequests {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async lock(id: string): Promise<SigningRequestRow | null> {
    const [request] = await this.lockAll([id]);
    return request ?? null;
  }

  /** Always in the order of ids: two who lock the same requests never wait for each other. */
  async lockAll(ids: readonly string[]): Promise<SigningRequestRow[]> {
    if (ids.length === 0) return [];
    return this.database
      .rows(SigningRequestRow)
      .createQueryBuilder('request')
      .where('request.id = ANY(:ids::uuid[])', { ids: [...new Set(ids)] })
      .orderBy('request.id', 'ASC')
      .setLock('pessimistic_write')
      .getMany();
  }

  /** A new draft, with the first entry of its journal. */
  async insert(actor: Actor, request: SigningRequestRow): Promise<void> {
    await this.database.rows(SigningRequestRow).insert(request);
    const { id: requestId, subject, bookId, aooId } = request;
    await this.journal.append(actor, {
      stream: REQUEST_STREAM,
      streamId: requestId,
      type: 'signing-request.written',
      payload: { requestId, subject, bookId, aooId },
    });
  }

  /** Changes the state by the table, or refuses; the row, its version and its journal entry are one change. */
  async transition(
    actor: Actor,
    request: SigningRequestRow,
    action: RequestAction,
    event: { readonly type: string; readonly payload?: JournalPayload },
    patch: Patch = {},
  ): Promise<Result<SigningRequestRow>> {
    const state = requestStates.next(request.state, action);
    if (!state) return refuse(signatureBooksRefusals.NOT_ALLOWED_NOW({ state: request.state }));
    await this.write(actor, request, state, event, patch);
    return accept(request);
  }

  /** Records something that leaves the state as it is, such as a step that opens. */
  async note(
    actor: Actor,
    request: SigningRequestRow,
    event: { readonly type: string; readonly payload?: JournalPayload },
    patch: Patch = {},
  ): Promise<void> {
    await this.write(actor, request, request.state, event, patch);
  }

  private async write(
    actor: Actor,
    request: SigningRequestRow,
    state: RequestState,
    event: { readonly type: string; readonly payload?: JournalPayload },
    patch: Patch,
  ): Promise<void> {
    const change = { ...patch, state, version: request.version + 1, updatedAt: this.clock.now() };
    const outcome = await this.database
      .rows(SigningRequestRow)
      .update({ id: request.id, version: request.version }, change);
    if (outcome.affected !== 1) throw new Error(`request ${request.id} was changed without its lock`);
    Object.assign(request, change);
    await this.journal.append(actor, {
      stream: REQUEST_STREAM,
      streamId: request.id,
      type: event.type,
      payload: {
        requestId: request.id,
        revision: request.revision,
        aooId: request.aooId,
        subject: request.subject,
        ...event.payload,
      },
    });
  }
}
