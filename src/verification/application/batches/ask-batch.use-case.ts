import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { verificationRefusals } from '../../domain/verification.refusals';
import { type RefusedFile, VerificationBatchRow } from '../../infrastructure/verification-batch.row';
import { VerificationRequestRow } from '../../infrastructure/verification-request.rows';
import { PassingFiles } from '../passing-files';
import { type FileToVerify, queuedEntry, VerificationRequests } from '../verification-requests';

/** A file as it came: one that can be looked at, or why it cannot. */
export type Arrival =
  { readonly file: FileToVerify } | { readonly fileName: string; readonly refusal: Refusal };

/** Files that were taken so far; nothing of it can be seen before all are there. */
interface Taken {
  readonly batchId: string;
  readonly ids: string[];
  readonly rows: VerificationRequestRow[];
  readonly refused: RefusedFile[];
}

/** Puts many files into the queue, each as a piece of its own: all of them, or none when their sending breaks off. */
@Injectable()
export class AskBatch {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly requests: VerificationRequests,
    private readonly files: PassingFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the batch. Refuses `VERIFICATION_NO_FILE`; whatever `arrivals` throws is thrown. */
  async execute(
    actor: Actor,
    arrivals: AsyncIterable<Arrival>,
    { keeps }: { readonly keeps: boolean },
  ): Promise<Result<string>> {
    const taken: Taken = { batchId: newId(), ids: [], rows: [], refused: [] };
    try {
      for await (const arrival of arrivals) await this.take(actor, arrival, keeps, taken);
      if (taken.ids.length + taken.refused.length === 0) return refuse(verificationRefusals.NO_FILE());
      await this.commit(actor, taken);
      return accept(taken.batchId);
    } catch (fault) {
      for (const id of taken.ids) await this.files.release(id);
      throw fault;
    }
  }

  private async take(actor: Actor, arrival: Arrival, keeps: boolean, taken: Taken): Promise<void> {
    const place = taken.ids.length + taken.refused.length + 1;
    if ('refusal' in arrival) {
      const { code, text } = arrival.refusal;
      taken.refused.push({ place, fileName: arrival.fileName, refusal: { code, text } });
      return;
    }
    const piece = { id: newId(), batchId: taken.batchId, place, keeps };
    taken.ids.push(piece.id);
    taken.rows.push(await this.requests.holdPiece(actor, arrival.file, piece));
  }

  private async commit(actor: Actor, { batchId, rows, refused }: Taken): Promise<void> {
    const { bodyId, aooId, personId } = actor;
    if (personId === null) throw new Error('a batch is asked for by a person');
    const askedAt = this.clock.now();
    await this.database.transaction(actor, async () => {
      await this.database
        .rows(VerificationBatchRow)
        .insert({ id: batchId, bodyId, aooId, askedById: personId, askedAt, refused });
      await this.database.rows(VerificationRequestRow).insert(rows);
      for (const row of rows) await this.journal.append(actor, queuedEntry(row));
    });
  }
}
