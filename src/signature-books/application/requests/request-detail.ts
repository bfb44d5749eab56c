import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoFile } from '../../../documents';
import { People, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { JournalEntryRow } from '../../../platform/database/journal/journal-entry.row';
import type { Actor } from '../../../platform/identity';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { WaitingVerdict } from '../../infrastructure/batch.rows';
import { RequestNumberRow } from '../../infrastructure/number.row';
import { RouteStepRow, SigningRequestRow, TaskRow } from '../../infrastructure/request.rows';
import { REQUEST_STREAM } from '../../infrastructure/signing-requests';
import { Addressees } from '../routes/addressees';
import { type ListedRequest, RequestList } from './request-list';

export interface WaitingSignature {
  readonly itemId: string;
  readonly personId: string;
  readonly fileName: string;
  readonly waiting: WaitingVerdict;
}

export interface RequestDetails {
  readonly listed: ListedRequest;
  readonly row: SigningRequestRow;
  readonly files: readonly PlicoFile[];
  readonly steps: readonly (RouteStepRow & { readonly tasks: readonly TaskRow[] })[];
  readonly entries: readonly JournalEntryRow[];
  readonly names: ReadonlyMap<string, string>;
  /** What each addressee is called. */
  readonly labels: ReadonlyMap<string, string>;
  readonly numbers: readonly RequestNumberRow[];
  /** Signatures that are made and wait for their verdict. */
  readonly waiting: readonly WaitingSignature[];
  /** What each register that a number or a step names is called. */
  readonly registers: ReadonlyMap<string, string>;
}

/** Everything about one request that its page shows; of an earlier revision, its files and route as they were left. */
@Injectable()
export class RequestDetail {
  constructor(
    private readonly database: Database,
    private readonly list: RequestList,
    private readonly plichi: Plichi,
    private readonly people: People,
    private readonly addressees: Addressees,
    private readonly structure: Structure,
  ) {}

  async execute(actor: Actor, id: string, revision?: number): Promise<Result<RequestDetails>> {
    return this.database.snapshot(actor, async () => {
      const listed = await this.list.find(actor, id);
      const present = listed && (await this.database.rows(SigningRequestRow).findOneBy({ id }));
      if (!present || (revision !== undefined && revision > present.revision))
        return refuse(refusals.NOT_FOUND());
      const row = Object.assign(new SigningRequestRow(), present, { revision: revision ?? present.revision });
      const where = { requestId: id, revision: row.revision };
      const steps = await this.database.rows(RouteStepRow).find({ where, order: { position: 'ASC' } });
      const tasks = await this.database.rows(TaskRow).find({ where, order: { openedAt: 'ASC', id: 'ASC' } });
      const entries = await this.database
        .rows(JournalEntryRow)
        .find({ where: { stream: REQUEST_STREAM, streamId: id }, order: { sequence: 'ASC' } });
      const numbers = await this.database
        .rows(RequestNumberRow)
        .find({ where: { requestId: id }, order: { askedAt: 'ASC', id: 'ASC' } });
      const files = (await this.plichi.files([row])).get(row.plicoId) ?? [];
      const waiting = await this.waitingOf(id);
      return accept({
        listed,
        row,
        files,
        steps: steps.map((step) => ({ ...step, tasks: tasks.filter((task) => task.stepId === step.id) })),
        entries,
        numbers,
        waiting,
        registers: await this.structure.registerNames(row.aooId),
        names: await this.namesIn(row, steps, tasks, entries, waiting),
        labels: await this.addressees.labels([
          ...steps.flatMap((step) => step.addressees),
          ...tasks.map((task) => task.addressee),
        ]),
      });
    });
  }

  private async waitingOf(requestId: string): Promise<WaitingSignature[]> {
    return this.database.query(
      `SELECT item.id AS "itemId", batch.person_id AS "personId", document.file_name AS "fileName", item.waiting
         FROM signing_item item
         JOIN signing_batch batch ON batch.id = item.batch_id
         JOIN plico_file file ON file.id = item.plico_file_id
         JOIN document ON document.id = file.document_id
        WHERE item.request_id = $1 AND item.state = 'PENDING' ORDER BY item.batch_id, item.position`,
      [requestId],
    );
  }

  private async namesIn(
    row: SigningRequestRow,
    steps: readonly RouteStepRow[],
    tasks: readonly TaskRow[],
    entries: readonly JournalEntryRow[],
    waiting: readonly WaitingSignature[],
  ): Promise<Map<string, string>> {
    const ids = [
      ...waiting.map(({ personId }) => personId),
      row.requesterId,
      ...(row.question ? [row.question.askerId, row.question.addresseeId] : []),
      ...steps.flatMap((step) => step.holderIds),
      ...tasks.flatMap((task) => [task.holderId, task.actedBy].flatMap((id) => id ?? [])),
      ...entries.flatMap((entry) => [entry.actorId, entry.onBehalfOf].flatMap((id) => id ?? [])),
    ];
    return new Map([...(await this.people.find(ids))].map(([id, person]) => [id, person.fullName]));
  }
}
