import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { requestStates } from '../../domain/verification-request.states';
import { verificationRefusals } from '../../domain/verification.refusals';
import { VerificationBatchRow } from '../../infrastructure/verification-batch.row';
import { VerificationRequestRow } from '../../infrastructure/verification-request.rows';
import { queuedEntry, VerificationRequests } from '../verification-requests';

/** A batch with its pieces in the order in which they were sent. */
export interface Batch {
  readonly row: VerificationBatchRow;
  readonly pieces: readonly VerificationRequestRow[];
}

/** A file of a batch that is in the queue or was judged, and one that was refused when it came. */
export type BatchPiece = Batch['pieces'][number];
export type RefusedPiece = Batch['row']['refused'][number];

/** Batches for who asked for them, and nobody else. */
@Injectable()
export class VerificationBatches {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly requests: VerificationRequests,
  ) {}

  async find(actor: Actor, id: string): Promise<Result<Batch>> {
    const [row, pieces] = await this.database.transaction(actor, async () => [
      await this.database.rows(VerificationBatchRow).findOneBy({ id }),
      await this.database
        .rows(VerificationRequestRow)
        .find({ where: { batchId: id }, order: { place: 'ASC' } }),
    ]);
    return row?.askedById === actor.personId
      ? accept({ row, pieces })
      : refuse(verificationRefusals.NO_SUCH_BATCH());
  }

  /** What waits for a service that did not answer is tried now. */
  async hasten(actor: Actor, id: string): Promise<Result<undefined>> {
    const batch = await this.find(actor, id);
    if (!batch.ok) return batch;
    await this.database.transaction(actor, async () => {
      for (const { id: pieceId, batchId, tries, state: from, version } of batch.value.pieces) {
        const state = requestStates.next(from, 'hasten');
        if (!state) continue;
        const { affected } = await this.database
          .rows(VerificationRequestRow)
          .update({ id: pieceId, version }, { state, nextTryAt: null, version: version + 1 });
        // Somebody else woke it meanwhile: it is in the queue already.
        if (affected === 1) await this.journal.append(actor, queuedEntry({ id: pieceId, batchId, tries }));
      }
    });
    return accept(undefined);
  }

  /** The files are not to be kept any longer. */
  async forget(actor: Actor, id: string): Promise<Result<undefined>> {
    const batch = await this.find(actor, id);
    if (!batch.ok) return batch;
    for (const piece of batch.value.pieces)
      if (piece.keptUntil !== null) await this.requests.forget(actor, piece);
    return accept(undefined);
  }
}
