import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { Plichi, type PlicoFile } from '../../documents';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import type { SigningCertificate } from '../../signing';
import { taskStates } from '../domain/route.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { SigningBatchRow, SigningItemRow } from '../infrastructure/batch.rows';
import { type SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { BATCH_STREAM } from '../infrastructure/signing-batches';
import { SigningRequests } from '../infrastructure/signing-requests';
import { Signers } from './signers';

/** Documents that one job prepares or completes. */
export const CHUNK = 25;

export interface ChosenTask {
  readonly taskId: string;
  readonly taskVersion: number;
  /** Of the main document as it was shown. */
  readonly sha256: string;
}

/** T8: puts tasks into one batch and has their files prepared, while the signer still types the code. */
@Injectable()
export class OpenBatch {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly plichi: Plichi,
    private readonly signers: Signers,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, chosen: readonly ChosenTask[]): Promise<Result<string>> {
    const personId = actor.personId ?? '';
    const certificate = await this.signers.certificateOf(actor);
    if (!certificate.ok) return certificate;
    return this.database.transaction(actor, async () => {
      if (!(await this.signers.hasPower(personId))) return refuse(refusals.POWER_ENDED());
      const found = await this.database
        .rows(TaskRow)
        .findBy({ id: In(chosen.map((task) => task.taskId)), holderId: personId });
      const requests = new Map(
        (await this.requests.lockAll(found.map((task) => task.requestId))).map((row) => [row.id, row]),
      );
      const files = await this.plichi.files([...requests.values()]);
      const queued: { task: TaskRow; file: PlicoFile }[] = [];
      for (const choice of chosen) {
        const outcome = await this.take(choice, requests, files);
        if (!outcome.ok) return outcome;
        queued.push(...outcome.value);
      }
      return accept(await this.write(actor, certificate.value, queued));
    });
  }

  private async take(
    choice: ChosenTask,
    requests: ReadonlyMap<string, SigningRequestRow>,
    files: ReadonlyMap<string, readonly PlicoFile[]>,
  ): Promise<Result<{ task: TaskRow; file: PlicoFile }[]>> {
    const task = await this.database.rows(TaskRow).findOneBy({ id: choice.taskId });
    const request = task && requests.get(task.requestId);
    if (!task || !request) return refuse(refusals.NOT_FOUND());
    if (task.kind !== 'SIGN') return refuse(refusals.ONLY_SIGNATURES_IN_BATCH());
    if (task.version !== choice.taskVersion) return refuse(refusals.CHANGED_MEANWHILE());
    const state = taskStates.next(task.state, 'begin-signing');
    if (!state || request.state !== 'IN_ROUTE')
      return refuse(refusals.NOT_ALLOWED_NOW({ state: request.state }));
    const own = files.get(request.plicoId) ?? [];
    if (own[0]?.current.sha256 !== choice.sha256) return refuse(refusals.NOT_THE_BYTES_YOU_SAW());
    await this.database
      .rows(TaskRow)
      .update({ id: task.id, version: task.version }, { state, version: task.version + 1 });
    // Of a task that is half signed only the rest is signed: what was made counts.
    const made = await this.database.rows(SigningItemRow).findBy({ taskId: task.id, state: 'OK' });
    const isMade = (file: PlicoFile): boolean => made.some((item) => item.plicoFileId === file.id);
    return accept(own.filter((file) => file.toSign && !isMade(file)).map((file) => ({ task, file })));
  }

  private async write(
    actor: Actor,
    certificate: SigningCertificate,
    queued: readonly { task: TaskRow; file: PlicoFile }[],
  ): Promise<string> {
    const batchId = newId();
    await this.database.rows(SigningBatchRow).insert({
      id: batchId,
      bodyId: actor.bodyId,
      personId: actor.personId ?? '',
      state: 'OPEN',
      version: 0,
      certificates: [certificate.certificate, ...certificate.chain].map((der) => der.toString('base64')),
      leaseUntil: null,
      leaseHolder: null,
      createdAt: this.clock.now(),
    });
    const items = queued.map(({ task, file }, position) => ({
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
    }));
    await this.database.rows(SigningItemRow).insert(items);
    const stream = { stream: BATCH_STREAM, streamId: batchId };
    const chunks = chunked(items.map((item) => item.id));
    await this.journal.appendAll(actor, [
      {
        ...stream,
        type: 'signing-batch.opened',
        payload: {
          batchId,
          signatures: items.length,
          certificate: certificate.sha256,
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

export function chunked<T>(all: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < all.length; start += CHUNK) chunks.push(all.slice(start, start + CHUNK));
  return chunks;
}
