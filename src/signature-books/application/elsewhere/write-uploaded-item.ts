import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { batchStates, itemStates } from '../../domain/batch.states';
import { SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { BATCH_STREAM } from '../../infrastructure/signing-batches';
import type { ExaminedUpload } from './examine-upload';
import type { GivenFile } from './given-file';

export interface UploadedFile extends ExaminedUpload {
  readonly sha256: string;
  readonly size: number;
}

/** Stands in a batch for the device that this installation never saw. */
const ELSEWHERE = {
  id: 'elsewhere',
  name: 'Altro programma di firma',
  credentialId: '',
  asks: { pin: false, otp: 'NONE' as const },
  signaturesPerCode: 1,
};

/** A signature that was made elsewhere as an item of a batch of its own, so that it goes the way of all others. */
@Injectable()
export class WriteUploadedItem {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Null where its value, which the database keeps once in the whole system, was presented before. */
  async execute(actor: Actor, given: GivenFile, upload: UploadedFile): Promise<SigningItemRow | null> {
    const item = await this.insertItem(actor, newId(), given, upload);
    if (item) await this.insertBatch(actor, item, upload);
    return item;
  }

  private async insertItem(
    actor: Actor,
    batchId: string,
    { download, file }: GivenFile,
    { addition, receivedAt, sha256 }: UploadedFile,
  ): Promise<SigningItemRow | null> {
    const id = newId();
    const state = itemStates.next('QUEUED', 'store-value');
    if (!state) throw new Error('an item takes no value');
    const { container, position, value } = addition;
    await this.database
      .rows(SigningItemRow)
      .createQueryBuilder()
      .insert()
      .values({
        id,
        bodyId: actor.bodyId,
        batchId,
        taskId: download.taskId,
        requestId: download.requestId,
        plicoFileId: file.id,
        position: 0,
        state,
        baseVersionId: download.baseVersionId,
        baseSha256: download.baseSha256,
        signatureValue: value,
        valueAt: receivedAt,
        signedSha256: sha256,
        elsewhere: { container, position },
        takesNumber: false,
      })
      .orIgnore()
      .execute();
    return this.database.rows(SigningItemRow).findOneBy({ id });
  }

  private async insertBatch(actor: Actor, item: SigningItemRow, { addition }: UploadedFile): Promise<void> {
    const { certificate } = addition;
    await this.database.rows(SigningBatchRow).insert({
      id: item.batchId,
      bodyId: actor.bodyId,
      personId: actor.personId ?? '',
      state: batchStates.initial,
      version: 0,
      certificates: certificate ? [certificate.toString('base64')] : [],
      device: ELSEWHERE,
      stopped: null,
      leaseUntil: null,
      leaseHolder: null,
      createdAt: item.valueAt ?? new Date(0),
    });
    await this.journal.append(actor, {
      stream: BATCH_STREAM,
      streamId: item.batchId,
      type: 'signing-batch.signed-elsewhere',
      payload: {
        batchId: item.batchId,
        tasks: [item.taskId],
        file: item.signedSha256,
        certificate: certificate && createHash('sha256').update(certificate).digest('hex'),
      },
    });
  }
}
