import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoFile } from '../../../documents';
import { People } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { JournalEntryRow } from '../../../platform/database/journal/journal-entry.row';
import type { Actor } from '../../../platform/identity';
import { SIGNED_STATES } from '../../domain/request.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import { REQUEST_STREAM } from '../../infrastructure/signing-requests';
import { RequestList } from '../requests/request-list';

export interface SignedAct {
  readonly requestId: string;
  readonly bodyId: string;
  readonly aooId: string;
  readonly revision: number;
  /** Grows with each state of the act that is to be copied and packed anew. */
  readonly edition: number;
  readonly subject: string;
  readonly withProtocol: boolean;
  readonly registrationId: string | null;
  readonly registrationNumber: string | null;
  readonly registeredOn: string | null;
  readonly files: readonly PlicoFile[];
  readonly signers: readonly {
    readonly fullName: string;
    readonly capacity: string | null;
    readonly signedAt: Date;
  }[];
}

/** What copies and archive ask of a request whose route is complete; inside the caller's unit of work. */
@Injectable()
export class SignedActs {
  constructor(
    private readonly database: Database,
    private readonly plichi: Plichi,
    private readonly people: People,
    private readonly list: RequestList,
  ) {}

  async find(requestId: string): Promise<SignedAct | null> {
    const request = await this.database.rows(SigningRequestRow).findOneBy({ id: requestId });
    if (!request || !(SIGNED_STATES as readonly string[]).includes(request.state)) return null;
    const files = (await this.plichi.files([request])).get(request.plicoId) ?? [];
    return {
      requestId,
      bodyId: request.bodyId,
      aooId: request.aooId,
      revision: request.revision,
      edition: request.edition,
      subject: request.subject,
      withProtocol: request.withProtocol,
      registrationId: request.registrationId,
      registrationNumber: request.registrationNumber,
      registeredOn: request.registeredOn,
      files,
      signers: await this.signersOf(request),
    };
  }

  /** Refuses what `actor` may not see. */
  async findFor(actor: Actor, requestId: string): Promise<Result<SignedAct>> {
    const visible = await this.list.find(actor, requestId);
    const act = visible && (await this.find(requestId));
    return act ? accept(act) : refuse(refusals.NOT_FOUND());
  }

  /** The journal of the request, for its package. */
  async journalOf(requestId: string): Promise<readonly JournalEntryRow[]> {
    return this.database
      .rows(JournalEntryRow)
      .find({ where: { stream: REQUEST_STREAM, streamId: requestId }, order: { sequence: 'ASC' } });
  }

  /** True when the records manager decided that the act is archived whatever its verification says (T30a). */
  async isVerdictAccepted(requestId: string): Promise<boolean> {
    return this.database
      .rows(JournalEntryRow)
      .existsBy({ stream: REQUEST_STREAM, streamId: requestId, type: 'signing-request.verdict-accepted' });
  }

  private async signersOf(request: SigningRequestRow): Promise<SignedAct['signers']> {
    const made = await this.database.query<{ holder_id: string; capacity: string | null; done_at: Date }>(
      `SELECT coalesce(acted_by, holder_id) AS holder_id, capacity, done_at FROM task
        WHERE request_id = $1 AND revision = $2 AND kind = 'SIGN' AND state = 'DONE' ORDER BY done_at`,
      [request.id, request.revision],
    );
    const people = await this.people.find(made.map((task) => task.holder_id));
    return made.map((task) => ({
      fullName: people.get(task.holder_id)?.fullName ?? '',
      capacity: task.capacity,
      signedAt: task.done_at,
    }));
  }
}
