import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, type Result, chunked } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import type { EnrolledCredential } from '../../../signing';
import { SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { BATCH_STREAM } from '../../infrastructure/signing-batches';
import { Signers } from '../signatures/signers';
import { type ChosenTask, type QueuedFile, TakeTasks } from '../tasks/take-tasks';

/** Documents that one job prepares or completes. */
export const CHUNK = 25;

/** T8: puts tasks into one batch and has their files prepared, while the signer still types the code. */
@Injectable()
export class OpenBatch {
  constructor(
    private readonly database: Database,
    private readonly taking: TakeTasks,
    private readonly signers: Signers,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, chosen: readonly ChosenTask[]): Promise<Result<string>> {
    const enrolled = await this.signers.credentialOf(actor);
    if (!enrolled.ok) return enrolled;
    return this.database.transaction(actor, async () => {
      const queued = await this.taking.takeAll(actor, chosen);
      return queued.ok ? accept(await this.write(actor, enrolled.value, queued.value)) : queued;
    });
  }

  private async write(
    actor: Actor,
    enrolled: EnrolledCredential,
    queued: readonly QueuedFile[],
  ): Promise<string> {
    const batchId = newId();
    await this.database.rows(SigningBatchRow).insert({
      id: batchId,
      bodyId: actor.bodyId,
      personId: actor.personId ?? '',
      state: 'OPEN',
      version: 0,
      ...openedFor(enrolled),
      stopped: null,
      leaseUntil: null,
      leaseHolder: null,
      createdAt: this.clock.now(),
    });
    const items = queued.map(({ task, file, takesNumber }, position) => ({
      id: newId(),
      bodyId: actor.bodyId,
      batchId,
      taskId: task.id,
      requestId: task.requestId,
      plicoFileId: file.id,
      position,
      state: 'QUEUED' as const,
      baseVersionId: file.current.versionId,
      baseSha256: file.current.sha256,
      takesNumber,
      numberId: null,
    }));
    await this.database.rows(SigningItemRow).insert(items);
    const stream = { stream: BATCH_STREAM, streamId: batchId };
    const chunks = chunked(
      items.map((item) => item.id),
      CHUNK,
    );
    await this.journal.appendAll(actor, [
      {
        ...stream,
        type: 'signing-batch.opened',
        payload: {
          batchId,
          signatures: items.length,
          certificate: enrolled.credential.certificate.sha256,
          tasks: queued.map(({ task }) => task.id),
        },
      },
      ...chunks.map((itemIds) => ({
        ...stream,
        type: 'signing-batch.chunk-queued',
        payload: { batchId, itemIds },
      })),
    ]);
    return batchId;
  }
}

/** What a batch keeps of the credential that its documents are prepared for. */
export function openedFor({
  device,
  credential,
}: EnrolledCredential): Pick<SigningBatchRow, 'certificates' | 'device'> {
  const { certificate, chain } = credential.certificate;
  return {
    certificates: [certificate, ...chain].map((der) => der.toString('base64')),
    device: {
      id: device.id,
      name: device.name,
      credentialId: credential.id,
      asks: credential.asks,
      signaturesPerCode: credential.signaturesPerCode,
    },
  };
}
