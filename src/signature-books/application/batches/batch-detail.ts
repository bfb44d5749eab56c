import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { batchStates, type ItemState } from '../../domain/batch.states';
import type { RequestState } from '../../domain/request.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import {
  isLeased,
  type ItemFailure,
  type SigningBatchRow,
  type WaitingVerdict,
} from '../../infrastructure/batch.rows';
import { SigningBatches } from '../../infrastructure/signing-batches';

export interface BatchItem {
  readonly id: string;
  readonly taskId: string;
  readonly requestId: string;
  readonly subject: string;
  readonly fileName: string;
  readonly state: ItemState;
  readonly isPrepared: boolean;
  readonly hasValue: boolean;
  /** Order B: confirming it takes a number; false where one of today waits for it already. */
  readonly toNumber: boolean;
  readonly failure: ItemFailure | null;
  readonly waiting: WaitingVerdict | null;
  readonly registrationNumber: string | null;
  readonly requestState: RequestState;
}

export interface BatchDetails {
  readonly batch: SigningBatchRow;
  readonly items: readonly BatchItem[];
  readonly codeNeeded: boolean;
}

/** A batch as its signer follows it. */
@Injectable()
export class BatchDetail {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, batchId: string): Promise<Result<BatchDetails>> {
    return this.database.snapshot(actor, async () => {
      const batch = await this.batches.find(batchId);
      if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
      const items = await this.database.query<BatchItem>(
        `SELECT item.id, item.task_id AS "taskId", item.request_id AS "requestId", request.subject,
                document.file_name AS "fileName", item.state, item.prepared IS NOT NULL AS "isPrepared",
                item.signature_value IS NOT NULL AS "hasValue",
                item.takes_number AND item.number_id IS NULL AND NOT EXISTS (
                  SELECT 1 FROM request_number own
                   WHERE own.request_id = item.request_id AND own.revision = request.revision AND own.step_id = task.step_id
                     AND own.registered_on = $2::date AND own.left_because IS NULL) AS "toNumber", item.failure, item.waiting,
                request.registration_number AS "registrationNumber", request.state AS "requestState"
           FROM signing_item item
           JOIN signing_request request ON request.id = item.request_id
           JOIN task ON task.id = item.task_id
           JOIN plico_file file ON file.id = item.plico_file_id
           JOIN document ON document.id = file.document_id
          WHERE item.batch_id = $1 ORDER BY item.position`,
        [batchId, legalDate(this.clock.now())],
      );
      const isInHands = isLeased(batch, this.clock.now());
      const waiting = items.some((item) => item.state === 'QUEUED');
      return accept({ batch, items, codeNeeded: waiting && !isInHands && !batchStates.isFinal(batch.state) });
    });
  }
}
